import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { ServerUser } from "./server-user";

/**
 * Whether the server's user can enter the folder. The shell is asked rather than the mode bits read,
 * because access lists and mount options count too.
 */
export function canEnter(folder: string, user: ServerUser | null): boolean {
  if (process.platform === "win32") return true;
  const asked = spawnSync("/bin/sh", ["-c", 'test -x "$1" && test -r "$1"', "sh", folder], {
    ...user,
    cwd: "/",
    stdio: "ignore",
  });
  return asked.status === 0;
}

/** Whether the file system keeps modes: PostgreSQL refuses a data folder that others can read. */
export function keepsModes(folder: string): boolean {
  if (process.platform === "win32") return true;
  const probe = fs.mkdtempSync(path.join(folder, ".modes-"));
  try {
    fs.chmodSync(probe, 0o700);
    return (fs.statSync(probe).mode & 0o077) === 0;
  } finally {
    fs.rmdirSync(probe);
  }
}

/**
 * Makes the first of the folders that can be created and that the server's user can enter.
 * Folders it makes are 0755, whatever the caller's umask; those that exist keep their mode.
 */
export function firstReachable(folders: readonly string[], user: ServerUser | null): string {
  for (const folder of folders) {
    try {
      makeOpen(folder);
    } catch {
      // Read-only or foreign: the next candidate is tried.
      continue;
    }
    if (canEnter(folder, user) && keepsModes(folder)) return folder;
  }
  throw new Error(
    `PostgreSQL's user can enter none of these folders: ${folders.join(", ")}. ` +
      `Move the clone out of a folder that only its owner may enter (mode 700).`,
  );
}

function makeOpen(folder: string): void {
  if (fs.existsSync(folder)) return;
  makeOpen(path.dirname(folder));
  fs.mkdirSync(folder);
  fs.chmodSync(folder, 0o755);
}
