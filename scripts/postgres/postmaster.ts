import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const KEEPER = path.join("scripts", "postgres", "child");

/** What PostgreSQL writes about itself into its data folder. */
type PidFile = { pid: number; port: number; isReady: boolean };

/** Reads `postmaster.pid`: line 1 is the process, line 4 the port, line 8 the state. */
export function readPidFile(dataDir: string): PidFile | null {
  let text: string;
  try {
    text = fs.readFileSync(path.join(dataDir, "postmaster.pid"), "utf8");
  } catch {
    return null;
  }
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return null;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
}

/** The command line of a living process, or null: a pid alone may have been given to another since. */
export function commandLineOf(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return null;
  }
  try {
    if (process.platform === "linux") {
      return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim() || null;
    }
    return execFileSync("ps", ["-o", "args=", "-p", `${pid}`], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

/** The process that started this one; 1 or a reaper once that has died. */
export function parentOf(pid: number): number | null {
  try {
    if (process.platform === "linux") {
      // The name in parentheses may hold spaces and parentheses itself, so the fields are read from its end.
      const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    }
    return Number(execFileSync("ps", ["-o", "ppid=", "-p", `${pid}`], { encoding: "utf8" }));
  } catch {
    return null;
  }
}

/** Waits for a process that is not ours, which therefore cannot tell us that it ended. */
export async function untilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (commandLineOf(pid) !== null) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

/**
 * Ends the server that an earlier run, killed before it could clean up, left on this data folder, and
 * removes a `postmaster.pid` whose process is gone. Returns what was found.
 */
export async function stopLeftover(dataDir: string): Promise<"nothing" | "stale_file" | "server_stopped"> {
  const found = readPidFile(dataDir);
  if (!found) return "nothing";
  const command = commandLineOf(found.pid);
  if (command === null || !command.includes(dataDir)) {
    fs.rmSync(path.join(dataDir, "postmaster.pid"), { force: true });
    return "stale_file";
  }
  const keeper = parentOf(found.pid);
  if (keeper !== null && commandLineOf(keeper)?.includes(KEEPER)) {
    // The keeper of a run that was killed a moment ago is just ending its server; any other one is in use.
    if (await untilGone(found.pid, 3_000)) return "server_stopped";
    throw new Error(
      `PostgreSQL on ${dataDir} is in use by another run (process ${keeper}, port ${found.port}). Stop that one first.`,
    );
  }
  // Fast shutdown first; the immediate one costs a crash recovery at the next start but never data.
  for (const [signal, timeoutMs] of [
    ["SIGINT", 20_000],
    ["SIGQUIT", 10_000],
  ] as const) {
    process.kill(found.pid, signal);
    if (await untilGone(found.pid, timeoutMs)) return "server_stopped";
  }
  throw new Error(
    `An earlier PostgreSQL (process ${found.pid}) still holds ${dataDir} and does not stop. End it, then try again.`,
  );
}
