import { pool } from "@/lib/db/pool";
import { hadTrouble, noteTrouble } from "@/lib/platform/database-gauge";
import { inTime } from "./in-time";

/** How long an answer is believed: a database that is there costs one question a second, and one that is away four. */
const BELIEVED_MS = { there: 1_000, away: 250 } as const;

/** Who waits longer than this for the database waits for one that is not there. Shorter, and a server that is only busy would close. */
const TIMEOUT_MS = 15_000;

interface Presence {
  isThere: boolean;
  askedAt: number;
  asking: Promise<boolean> | null;
}

/** One for each process, whichever bundle asks. */
const shared = globalThis as { remitDatabasePresence?: Presence };

async function ask(presence: Presence): Promise<boolean> {
  const isThere = await inTime(pool().query("SELECT 1"), TIMEOUT_MS).then(
    () => true,
    (error: unknown) => {
      noteTrouble(error);
      return false;
    },
  );
  Object.assign(presence, { isThere, askedAt: Date.now(), asking: null });
  return isThere;
}

/** Whether the database answers. It is asked once at a time, and not while its last answer can be believed. */
export async function isDatabaseThere(): Promise<boolean> {
  const presence = (shared.remitDatabasePresence ??= { isThere: true, askedAt: 0, asking: null });
  const age = Date.now() - presence.askedAt;
  // Somebody has met it away since it was asked.
  const isDoubted = presence.isThere && hadTrouble(age);
  if (!isDoubted && age < BELIEVED_MS[presence.isThere ? "there" : "away"]) return presence.isThere;
  presence.asking ??= ask(presence);
  return presence.asking;
}
