import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { commandLineOf } from "../postgres/postmaster";

const LISTENING = "0A";

/** "process 4711 (node server.js)" for whoever listens on the port, or null when the system does not tell. */
export function portHolder(port: number): string | null {
  const pid = process.platform === "linux" ? pidFromProc(port) : pidFromLsof(port);
  if (pid === null) return null;
  return `process ${pid} (${commandLineOf(pid)?.slice(0, 60) ?? "unknown"})`;
}

function pidFromLsof(port: number): number | null {
  try {
    const output = execFileSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-t"], { encoding: "utf8" });
    return Number(output.split("\n")[0]) || null;
  } catch {
    return null;
  }
}

/** The kernel lists sockets by inode; the process is the one that has that inode open. */
function pidFromProc(port: number): number | null {
  const inode = ["/proc/net/tcp", "/proc/net/tcp6"].map((table) => listeningInode(table, port)).find(Boolean);
  if (!inode) return null;
  for (const pid of fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const handles = fs.readdirSync(`/proc/${pid}/fd`);
      if (handles.some((handle) => linkOf(`/proc/${pid}/fd/${handle}`) === `socket:[${inode}]`))
        return Number(pid);
    } catch {
      // Another user's process, or one that has just ended.
    }
  }
  return null;
}

function listeningInode(table: string, port: number): string | undefined {
  if (!fs.existsSync(table)) return undefined;
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = fs
    .readFileSync(table, "utf8")
    .split("\n")
    .map((row) => row.trim().split(/\s+/));
  return rows.find(([, local, , state]) => local?.endsWith(suffix) && state === LISTENING)?.[9];
}

function linkOf(handle: string): string | null {
  try {
    return fs.readlinkSync(handle);
  } catch {
    return null;
  }
}
