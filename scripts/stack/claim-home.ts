import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { commandLineOf } from "../postgres/postmaster";

const claim = z.object({ pid: z.number(), url: z.string() });
const NEEDED_BYTES = 1024 ** 3;

/**
 * Takes the clone's `.remit` folder for this run: one run per clone at a time. What a killed run left behind
 * (its claim, its manifest, its logs) is removed. Returns a function that gives the folder up.
 */
export function claimHome(home: string, url: string): () => void {
  fs.mkdirSync(home, { recursive: true });
  // The server's user, who is not root, passes through here; the secrets inside have modes of their own.
  fs.chmodSync(home, 0o755);
  const file = path.join(home, "run.json");
  const earlier = readClaim(file);
  if (earlier && commandLineOf(earlier.pid)?.includes("scripts/")) {
    throw new Error(
      `Remit already runs from this folder: ${earlier.url} (process ${earlier.pid}). ` +
        `Stop it with Ctrl-C where it was started (or: kill ${earlier.pid}), then try again.`,
    );
  }
  requireDiskSpace(home);
  fs.rmSync(path.join(home, "demo.json"), { force: true });
  fs.rmSync(path.join(home, "logs"), { recursive: true, force: true });
  fs.writeFileSync(file, JSON.stringify({ pid: process.pid, url }));
  return () => fs.rmSync(file, { force: true });
}

function readClaim(file: string): z.infer<typeof claim> | null {
  try {
    return claim.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

function requireDiskSpace(folder: string): void {
  const { bavail, bsize } = fs.statfsSync(folder);
  if (bavail * bsize >= NEEDED_BYTES) return;
  const free = (bavail * bsize) / 1024 ** 2;
  throw new Error(
    `Only ${free.toFixed(0)} MB are free on the disk that holds ${folder}; 1 GB is needed. Make room, then try again.`,
  );
}
