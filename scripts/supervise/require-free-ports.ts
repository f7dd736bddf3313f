import net from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { portHolder } from "./port-holder";

export type WantedPort = { port: number; purpose: string; variable: string };

/** What a run that was killed a moment ago needs to let go of its ports. */
const GRACE_MS = 4_000;

/** Rejects naming each port that is taken, by whom, and the variable that chooses another. */
export async function requireFreePorts(wanted: readonly WantedPort[]): Promise<void> {
  const deadline = Date.now() + GRACE_MS;
  for (;;) {
    const states = await Promise.all(
      wanted.map(async (want) => ({ want, isTaken: await isTaken(want.port) })),
    );
    const taken = states.filter((state) => state.isTaken).map((state) => state.want);
    if (taken.length === 0) return;
    if (Date.now() > deadline) {
      const lines = taken.map(({ port, purpose, variable }) => {
        const holder = portHolder(port);
        return `Port ${port} (${purpose}) is in use${holder ? ` by ${holder}` : ""}. Stop that, or choose another: ${variable}=${port + 10} npm run …`;
      });
      throw new Error(lines.join("\n"));
    }
    await pause(250);
  }
}

/** On IPv6 a listener may go unnoticed when we bind, and yet answer a browser that asks for "localhost". */
async function isTaken(port: number): Promise<boolean> {
  return !(await canListen(port)) || (await answers(port, "::1"));
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host, timeout: 1_000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
    socket.once("timeout", () => finish(false));
  });
}
