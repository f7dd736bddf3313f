import { execFileSync } from "node:child_process";

/** Whom PostgreSQL runs as when the caller is root, which PostgreSQL itself refuses to be. */
export type ServerUser = { uid: number; gid: number };

const NAME = "postgres";

/**
 * Returns null for an ordinary user (PostgreSQL then runs as the caller), and for root the system
 * user `postgres`, which is created when the machine has none.
 */
export function serverUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const existing = lookUp();
  if (existing) return existing;
  const commands: [string, string[]][] = [
    ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]],
    ["adduser", ["-S", "-D", "-H", "-s", "/sbin/nologin", NAME]],
  ];
  for (const [command, args] of commands) {
    try {
      execFileSync(command, args, { stdio: "ignore" });
    } catch {
      // Which of the two commands exists depends on the distribution; the look-up below decides.
    }
    const created = lookUp();
    if (created) return created;
  }
  throw new Error(
    `PostgreSQL does not run as root, and the system user "${NAME}" could not be created. ` +
      `Create it (useradd --system ${NAME}) or run the command as an ordinary user.`,
  );
}

function lookUp(): ServerUser | null {
  try {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number(execFileSync("id", [flag, NAME], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })),
    );
    return uid && gid ? { uid, gid } : null;
  } catch {
    return null;
  }
}
