import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { followLog } from "./follow-log";

export type Supervisor = {
  /** Starts a server: a group of its own, its output in `<name>.log`, gone when this process is. */
  start: (name: string, args: readonly string[], env: Record<string, string>) => ChildProcess;
  /** Starts a server that may end: a run that kills it means to start it again. Stopped with the others. */
  startMortal: (name: string, args: readonly string[], env: Record<string, string>) => ChildProcess;
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
  /** Ends at once what is still running; PostgreSQL, which is quick and must be left in order, is not hurried. */
  hurry: () => void;
  logFile: (name: string) => string;
};

export type SupervisorOptions = { logFolder: string; onLine: (name: string, line: string) => void };

type Kept = { name: string; child: ChildProcess; stop: () => Promise<void> };

const DIE_WITH_PARENT = fileURLToPath(new URL("die-with-parent.mjs", import.meta.url));
const PATIENCE_MS = 15_000;

/** Starts Node processes, watches them and stops them in order. One per command. */
export function createSupervisor({ logFolder, onLine }: SupervisorOptions): Supervisor {
  const kept: Kept[] = [];
  const losses = new EventEmitter();
  let stopping: Promise<void> | undefined;
  const lost = new Promise<never>((_resolve, reject) => losses.once("loss", reject));
  // Whoever races it sees the loss; before anyone does it must not count as unhandled.
  lost.catch(() => {});
  fs.mkdirSync(logFolder, { recursive: true });
  const logFile = (name: string) => path.join(logFolder, `${name}.log`);
  const keep = (name: string, child: ChildProcess, stop: () => Promise<void>) => {
    kept.push({ name, child, stop });
    child.once("exit", (code, signal) => {
      if (stopping) return;
      losses.emit(
        "loss",
        new Error(`${name} ended by itself (${code ?? signal}).${lastLines(logFile(name))}`),
      );
    });
  };
  const launchUnlessStopping = (...[name, args, env, show]: Parameters<Supervisor["run"]>) => {
    if (stopping) throw new Error(`${name} was not started: everything is being stopped.`);
    return launch(logFile(name), args, env, show ?? ((line) => onLine(name, line)));
  };

  return {
    lost,
    logFile,
    keep,
    start(name, args, env) {
      const child = launchUnlessStopping(name, args, env);
      keep(name, child, () => end(child));
      return child;
    },
    startMortal(name, args, env) {
      const child = launchUnlessStopping(name, args, env);
      return (kept.push({ name, child, stop: () => end(child) }), child);
    },
    async run(name, args, env, show) {
      const child = launchUnlessStopping(name, args, env, show);
      // Its whole group: a task such as npm passes no signal on to those who do its work.
      kept.push({ name, child, stop: () => end(child, (signal) => signalGroup(child, signal)) });
      const outcome = await outcomeOf(child);
      if (outcome !== 0) throw new Error(`${name} failed (${outcome}).${lastLines(logFile(name))}`);
    },
    stop: () => (stopping ??= stopAll(kept)),
    hurry: () => endAtOnce(kept),
  };
}

async function stopAll(kept: readonly Kept[]): Promise<void> {
  for (const entry of kept.toReversed()) await entry.stop();
}

function endAtOnce(kept: readonly Kept[]): void {
  const hurried = kept.filter(({ child, name }) => name !== "postgres" && !hasEnded(child));
  for (const { child } of hurried) signalGroup(child, "SIGKILL");
}

function launch(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  show: (line: string) => void,
): ChildProcess {
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
}

function outcomeOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
}

async function end(
  child: ChildProcess,
  send = (signal: NodeJS.Signals) => child.kill(signal),
): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), PATIENCE_MS);
  send("SIGTERM");
  await ended;
  clearTimeout(timer);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return child.kill(signal);
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
