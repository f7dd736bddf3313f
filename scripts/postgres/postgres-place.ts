import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { canEnter, firstReachable, keepsModes } from "./reach";
import { serverUser } from "./server-user";

/** Where data and, if need be, a copy of the binaries lie. */
export type PostgresPlace = {
  dataDir: string;
  sharedFolders: readonly string[];
  isInside: boolean;
  /** Set for a place that is thrown away with its run. */
  folder?: string;
};

/** Tried in this order; REMIT_SHARED_DIR comes first when it is set. */
function sharedFolders(): string[] {
  const chosen = process.env["REMIT_SHARED_DIR"];
  return [...(chosen ? [path.resolve(chosen)] : []), "/var/lib/remit", "/var/tmp/remit"];
}

/**
 * Data lies in `home` (the clone's `.remit`), unless the server's user cannot get there, as in a clone
 * below root's own folder: then below /var/lib, in a folder named after the clone's path.
 */
export function postgresPlace(home: string): PostgresPlace {
  const user = serverUser();
  const inside = path.join(home, "postgres");
  fs.mkdirSync(inside, { recursive: true });
  fs.chmodSync(inside, 0o755);
  if (canEnter(inside, user) && keepsModes(inside)) {
    return { dataDir: path.join(inside, "data"), sharedFolders: sharedFolders(), isInside: true };
  }
  const name = createHash("sha256").update(fs.realpathSync(home)).digest("hex").slice(0, 12);
  const outside = firstReachable(
    sharedFolders().map((folder) => path.join(folder, name)),
    user,
  );
  return { dataDir: path.join(outside, "data"), sharedFolders: sharedFolders(), isInside: false };
}

/** A folder of its own for a server that is thrown away; `remove` deletes it. */
export function temporaryPlace(): PostgresPlace & { folder: string; remove: () => void } {
  const user = serverUser();
  const root = firstReachable([os.tmpdir(), "/tmp", "/var/tmp"], user);
  const folder = fs.mkdtempSync(path.join(root, "remit-postgres-"));
  // mkdtemp makes folders that only the caller may enter, and for root the server is another user.
  fs.chmodSync(folder, 0o755);
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  return {
    folder,
    dataDir: path.join(folder, "data"),
    sharedFolders: sharedFolders(),
    isInside: false,
    remove,
  };
}
