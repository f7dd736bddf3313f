import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { followLog } from "./follow-log";

type Kept = { name: string; child: ChildProcess; isExpectedToEnd: boolean; stop: () => Promise<void> };

export type Supervisor = {
  /** Starts a server: a group of its own, its output in `<name>.log`, gone when this process is. */
  start: (name: string, args: readonly string[], env: Record<string, string>) => ChildProcess;
  /** Runs a task to its end; rejects with its last lines when it fails. `onLine` replaces the general one. */
  run: (
    name: string,
    args: readonly string[],
    env: Record<string, string>,
    onLine?: (line: string) => void,
  ) => Promise<void>;
  /** Takes a process that was started elsewhere into the order of stopping. */
  keep: (name: string, child: ChildProcess, stop: () => Promise<void>) => void;
  /** Rejects when a server ends that was to stay. */
  lost: Promise<never>;
  /** Stops everything in reverse order of starting; safe to call twice. */
  stop: () => Promise<void>;
  /** Ends at once what is still running, except those kept with a `stop` of their own. */
  hurry: () => void;
  logFile: (name: string) => string;
};

export type SupervisorOptions = { logFolder: string; onLine: (name: string, line: string) => void };

const DIE_WITH_PARENT = fileURLToPath(new URL("die-with-parent.mjs", import.meta.url));
const PATIENCE_MS = 15_000;

/** Starts Node processes, watches them and stops them in order. One per command. */
export function createSupervisor({ logFolder, onLine }: SupervisorOptions): Supervisor {
  const kept: Kept[] = [];
  let stopping: Promise<void> | undefined;
  let reportLoss: (error: Error) => void = () => {};
  const lost = new Promise<never>((_resolve, reject) => (reportLoss = reject));
  // Whoever races it sees the loss; before anyone does it must not count as unhandled.
  lost.catch(() => {});
  fs.mkdirSync(logFolder, { recursive: true });
  const logFile = (name: string) => path.join(logFolder, `${name}.log`);

  const keep = (name: string, child: ChildProcess, stop: () => Promise<void>, isExpectedToEnd = false) => {
    const entry: Kept = { name, child, isExpectedToEnd, stop };
    kept.push(entry);
    child.once("exit", (code, signal) => {
      if (entry.isExpectedToEnd || stopping) return;
      reportLoss(new Error(`${name} ended by itself (${code ?? signal}).${lastLines(logFile(name))}`));
    });
    return entry;
  };
  const launch = (
    name: string,
    args: readonly string[],
    env: Record<string, string>,
    show: (line: string) => void,
  ) => {
    if (stopping) throw new Error(`${name} was not started: everything is being stopped.`);
    const file = logFile(name);
    const log = fs.openSync(file, "w");
    const unfollow = followLog(file, show);
    const child = spawn(process.execPath, ["--import", DIE_WITH_PARENT, ...args], {
      env: { ...process.env, ...env },
      detached: true,
      stdio: ["ignore", log, log, "ipc"],
    });
    fs.closeSync(log);
    child.once("exit", unfollow);
    return child;
  };

  return {
    lost,
    logFile,
    keep: (name, child, stop) => void keep(name, child, stop),
    start(name, args, env) {
      const child = launch(name, args, env, (line) => onLine(name, line));
      keep(name, child, () => end(child));
      return child;
    },
    async run(name, args, env, show = (line) => onLine(name, line)) {
      const child = launch(name, args, env, show);
      const entry = keep(name, child, () => end(child), true);
      const outcome = await new Promise<number | string>((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (code, signal) => resolve(code ?? signal ?? "unknown"));
      });
      kept.splice(kept.indexOf(entry), 1);
      if (outcome !== 0) throw new Error(`${name} failed (${outcome}).${lastLines(logFile(name))}`);
    },
    stop: () =>
      (stopping ??= (async () => {
        for (const entry of kept.toReversed()) await entry.stop();
      })()),
    hurry() {
      for (const { child, name } of kept) if (name !== "postgres" && !hasEnded(child)) killGroup(child);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const timer = setTimeout(() => killGroup(child), PATIENCE_MS);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(timer);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function lastLines(file: string): string {
  if (!fs.existsSync(file)) return "";
  const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n").slice(-25);
  return ` All of its output is in ${path.relative(process.cwd(), file)}; the last lines:\n\n    ${lines.join("\n    ")}`;
}
