import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { z } from "zod";
import { RESTART, SUPERUSER } from "./cluster";
import { connectionUrl } from "./connection-url";
import { APP_LOGIN, createDatabase, OWNER_ROLE, prepareRoles } from "./create-database";

export type PostgresPasswords = { superuser: string; owner: string; app: string };

export type PostgresOptions = {
  /** Absolute; its parent must be one that the server's user can enter (see `postgresPlace`). */
  dataDir: string;
  port: number;
  database: string;
  passwords: PostgresPasswords;
  isDurable: boolean;
  logFile: string;
  /** Where a copy of the binaries may be kept when the installed ones are out of the server's reach. */
  sharedFolders: readonly string[];
  /** What the keeper removes when this process is killed: files that claim that all is well, a temporary folder. */
  removedWhenOrphaned?: readonly string[];
  /** Called as soon as the process exists, which may be stopped from then on. */
  onSpawn?: (child: ChildProcess, stop: () => Promise<void>) => void;
};

export type Postgres = {
  /** DATABASE_OWNER_URL: migrations only. */
  ownerUrl: string;
  /** DATABASE_URL: what web and worker use. */
  appUrl: string;
  /** For making further databases; never given to the application. */
  superuserUrl: string;
  process: ChildProcess;
  stop: () => Promise<void>;
};

const CHILD = fileURLToPath(new URL("child.ts", import.meta.url));
const said = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("failed"), message: z.string() }),
]);

export function randomPasswords(): PostgresPasswords {
  return { superuser: randomUUID(), owner: randomUUID(), app: randomUUID() };
}

/**
 * Starts PostgreSQL in a process of its own and makes roles and database where they are missing.
 * The server ends with `stop`, and by itself when this process dies. Rejects with a sentence that says why.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { port, database, passwords } = options;
  const child = await launch(options);
  try {
    const superuser = { user: SUPERUSER, password: passwords.superuser };
    const admin = new Client({ connectionString: connectionUrl(port, "postgres", superuser) });
    await admin.connect().catch((cause: unknown) => {
      throw new Error(
        `PostgreSQL runs, but refuses the password kept for it; the data in ${options.dataDir} is another run's.`,
        { cause },
      );
    });
    try {
      await prepareRoles(admin, passwords);
      await createDatabase(admin, database);
    } finally {
      await admin.end();
    }
    return {
      ownerUrl: connectionUrl(port, database, { user: OWNER_ROLE, password: passwords.owner }),
      appUrl: connectionUrl(port, database, { user: APP_LOGIN, password: passwords.app }),
      superuserUrl: connectionUrl(port, database, superuser),
      process: child,
      stop: () => stop(child),
    };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

async function launch({ passwords, onSpawn, ...options }: PostgresOptions): Promise<ChildProcess> {
  fs.mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = fs.openSync(options.logFile, "a");
  const wishes = { ...options, superuserPassword: passwords.superuser };
  const child = spawn(process.execPath, ["--import", "tsx", CHILD], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    detached: true,
    // Into the file, not a pipe: a pipe would break with its reader, and the keeper must outlive it.
    stdio: ["ignore", log, log, "ipc"],
    env: { ...process.env, REMIT_POSTGRES: JSON.stringify(wishes) },
  });
  fs.closeSync(log);
  onSpawn?.(child, () => stop(child));
  await ready(child, options.logFile);
  return child;
}

/** Resolves when the keeper says that its server is ready; rejects with what it says instead. */
function ready(child: ChildProcess, logFile: string): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      reject(new Error(`PostgreSQL's keeper ended (${code ?? signal}) before it was ready; see ${logFile}.`)),
    );
    child.once("message", (message: unknown) => {
      const answer = said.parse(message);
      if (answer.kind === "ready") resolve();
      else reject(new Error(answer.message));
    });
  });
}

/** Cuts all connections and restarts the server at once, as after a loss of power; resolves when it has recovered. */
export function restartAtOnce(keeper: ChildProcess, logFile: string): Promise<void> {
  const restarted = ready(keeper, logFile);
  keeper.send(RESTART);
  return restarted;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  await ended;
}
