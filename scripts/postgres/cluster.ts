import { type ChildProcess, execFile, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Binaries } from "./binaries";
import { readPidFile, stopLeftover } from "./postmaster";
import type { ServerUser } from "./server-user";

export type ClusterOptions = {
  dataDir: string;
  port: number;
  superuserPassword: string;
  /** False turns fsync off: for databases that are thrown away with their test run. */
  isDurable: boolean;
  logFile: string;
};

export type Cluster = {
  pid: number;
  exited: Promise<void>;
  stop: () => Promise<void>;
  /** PostgreSQL's immediate shutdown: connections are cut, nothing is written, the next start recovers. */
  crash: () => Promise<void>;
};

/** What the keeper is told to restart its server at once. */
export const RESTART = "restart at once";

export const SUPERUSER = "postgres";

/** Initializes the data folder if it has none yet and starts PostgreSQL on it; resolves when it is ready. */
export async function startCluster(options: ClusterOptions, binaries: Binaries, user: ServerUser | null) {
  await stopLeftover(options.dataDir);
  if (!fs.existsSync(path.join(options.dataDir, "PG_VERSION"))) await initialize(options, binaries, user);
  const deadline = Date.now() + 10_000;
  for (;;) {
    const started = await launch(options, binaries, user);
    if (typeof started !== "string") return started;
    // The last backends of a postmaster that was killed take a moment to notice.
    const isHeld = started.includes("shared memory block") && Date.now() < deadline;
    if (!isHeld) throw new Error(earlyExit(options, started));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function initialize(
  options: ClusterOptions,
  binaries: Binaries,
  user: ServerUser | null,
): Promise<void> {
  const { dataDir } = options;
  const parent = path.dirname(dataDir);
  fs.mkdirSync(parent, { recursive: true });
  // An earlier run may have been killed in the middle, so the folder gets its name only when it is whole.
  for (const name of fs.readdirSync(parent)) {
    if (name.startsWith(`${path.basename(dataDir)}.new-`)) {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
  const half = `${dataDir}.new-${process.pid}`;
  fs.mkdirSync(half, { mode: 0o700 });
  const passwordFile = path.join(os.tmpdir(), `remit-initdb-${process.pid}`);
  fs.writeFileSync(passwordFile, `${options.superuserPassword}\n`, { mode: 0o600 });
  if (user) for (const entry of [half, passwordFile]) fs.chownSync(entry, user.uid, user.gid);
  const sync = options.isDurable ? [] : ["--no-sync"];
  const args = [`--pgdata=${half}`, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`];
  // PostgreSQL's own C.UTF-8 is the same on every system; the operating system's may be missing.
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const form = [...locale, "--auth=scram-sha-256"];
  try {
    await promisify(execFile)(binaries.initdb, [...args, ...form, ...sync], { ...user, cwd: parent });
  } catch (cause) {
    fs.rmSync(half, { recursive: true, force: true });
    const output = cause instanceof Error && "stderr" in cause ? `${cause.stderr}`.trim() : `${cause}`;
    throw new Error(`PostgreSQL's data folder ${dataDir} could not be initialized: ${output}`, { cause });
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.rmSync(dataDir, { recursive: true, force: true });
  fs.renameSync(half, dataDir);
}

/** Returns the running cluster, or what it logged when it exited instead of becoming ready. */
async function launch(options: ClusterOptions, binaries: Binaries, user: ServerUser | null) {
  const logOffset = fs.existsSync(options.logFile) ? fs.statSync(options.logFile).size : 0;
  const log = fs.openSync(options.logFile, "a");
  const server = spawn(
    binaries.postgres,
    ["-D", options.dataDir, "-p", `${options.port}`, ...settings(options)],
    {
      ...user,
      cwd: options.dataDir,
      stdio: ["ignore", log, log],
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    },
  );
  fs.closeSync(log);
  const failures: string[] = [];
  const exited = new Promise<void>((resolve) => {
    server.once("exit", () => resolve());
    server.once("error", (error) => {
      failures.push(error.message);
      resolve();
    });
  });
  const deadline = Date.now() + 120_000;
  while (!hasEnded(server) && failures.length === 0) {
    const file = readPidFile(options.dataDir);
    if (server.pid !== undefined && file?.pid === server.pid && file.isReady) {
      const crash = () => (server.kill("SIGQUIT"), exited);
      return { pid: server.pid, exited, stop: () => stop(server, exited), crash };
    }
    if (Date.now() > deadline) {
      await stop(server, exited);
      return "It was not ready after 120 seconds.";
    }
    await Promise.race([exited, new Promise((resolve) => setTimeout(resolve, 25))]);
  }
  return failures[0] ?? fs.readFileSync(options.logFile).subarray(logOffset).toString("utf8").trim();
}

function settings({ isDurable }: ClusterOptions): string[] {
  const values = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    // Prisma's adapter drops offsets: another zone than UTC would corrupt instants without a word.
    timezone: "UTC",
    log_timezone: "UTC",
    shared_buffers: "128MB",
    log_line_prefix: "%m [%p] %d ",
    ...(isDurable
      ? { fsync: "on", synchronous_commit: "on", full_page_writes: "on" }
      : {
          fsync: "off",
          synchronous_commit: "off",
          full_page_writes: "off",
          max_wal_size: "4GB",
          // A worker that looks after the template at the wrong moment would keep it from being cloned.
          autovacuum: "off",
        }),
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function stop(server: ChildProcess, exited: Promise<void>): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one.
  for (const [signal, timeoutMs] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 10_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (hasEnded(server)) return;
    server.kill(signal);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => (timer = setTimeout(resolve, timeoutMs)));
    await Promise.race([exited, patience]);
    clearTimeout(timer);
  }
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

function earlyExit({ port, dataDir, logFile }: ClusterOptions, output: string): string {
  if (output.includes("could not bind")) {
    return `PostgreSQL did not start: port ${port} is in use. Choose another with PG_PORT.`;
  }
  if (/No space left/.test(output))
    return `PostgreSQL did not start: the disk that holds ${dataDir} is full.`;
  const last = output.split("\n").slice(-4).join("\n  ");
  return `PostgreSQL did not start. Its last words (all of them are in ${logFile}):\n  ${last}`;
}
