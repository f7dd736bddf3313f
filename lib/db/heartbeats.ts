import type { Tx } from "./transaction";

/** Notes that a process is alive, and what it has done. */
export async function beat(
  tx: Tx,
  process: string,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx.execute(
    `INSERT INTO heartbeat (process, beat_at, details) VALUES ($1, now(), $2)
       ON CONFLICT (process) DO UPDATE SET beat_at = now(), details = excluded.details`,
    [process, JSON.stringify(details)],
    "heartbeat",
  );
}
