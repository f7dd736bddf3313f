import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { manifest } from "./manifest";

/** A web server of the same build on the same data, whose line to the database can be cut: nobody else notices. */
export interface SecondWeb {
  readonly url: string;
  /** The database is away, for this server only. */
  readonly cut: () => Promise<void>;
  readonly restore: () => Promise<void>;
  /** The line is cut when the server has said that many more things to its database: in the middle of what it does. */
  readonly cutAfter: (messageCount: number) => void;
  readonly close: () => Promise<void>;
}

const NEXT = path.join("node_modules", "next", "dist", "bin", "next");
const READY_WITHIN_MS = 60_000;

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return address.port;
}

async function listen(server: net.Server, port: number): Promise<void> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await listen(server, 0);
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Hands every byte on to the database. */
function relayTo(port: number) {
  const open = new Set<net.Socket>();
  let left = Number.POSITIVE_INFINITY;
  const server = net.createServer((client) => {
    const database = net.connect(port, "127.0.0.1");
    client.on("data", () => {
      left -= 1;
      if (left === 0) void cut();
    });
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(socket);
      socket.pipe(other);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  const cut = async () => {
    left = Number.POSITIVE_INFINITY;
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  };
  return { server, cut, cutAfter: (messageCount: number) => void (left = messageCount) };
}

async function untilReady(url: string, web: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const isReady = await fetch(`${url}/api/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) return;
    if (web.exitCode !== null || Date.now() > deadline)
      throw new Error("The second web server did not start.");
    await pause(100);
  }
}

/** Starts one. The runner hands the specs the environment of all processes of the run. */
export async function startSecondWeb(): Promise<SecondWeb> {
  const stack = z
    .record(z.string(), z.string())
    .parse(JSON.parse(process.env["REMIT_STACK_ENVIRONMENT"] ?? "{}"));
  const database = new URL(manifest.databaseUrl);
  const relay = relayTo(Number(database.port));
  await listen(relay.server, 0);
  const relayPort = portOf(relay.server);
  database.hostname = "127.0.0.1";
  database.port = String(relayPort);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const web = spawn(process.execPath, [NEXT, "start", "-p", String(port), "-H", "127.0.0.1"], {
    env: {
      ...process.env,
      ...stack,
      DATABASE_URL: database.href,
      APP_URL: url,
      NEXTAUTH_URL: url,
      NODE_ENV: "production",
    },
    stdio: "ignore",
  });
  await untilReady(url, web);
  return {
    url,
    cut: relay.cut,
    cutAfter: relay.cutAfter,
    restore: async () => {
      if (!relay.server.listening) await listen(relay.server, relayPort);
    },
    close: async () => {
      web.kill("SIGKILL");
      await relay.cut().catch(() => undefined);
    },
  };
}
