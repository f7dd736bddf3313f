import type { Tx } from "./transaction";

export interface SweepOutcome {
  readonly gateway: string;
  /** Null where the gateway could not be asked: the next sweep begins where this one would have. */
  readonly sweptUntil: Date | null;
  readonly foundCount: number;
  readonly error: string | null;
  readonly at: Date;
}

/** Up to when a gateway's events are in the inbox, or null when it was never swept. */
export async function findSweptUntil(tx: Tx, gateway: string): Promise<Date | null> {
  const rows = await tx.query<{ swept_until: Date }>(
    "SELECT swept_until FROM webhook_sweep WHERE gateway = $1",
    [gateway],
  );
  return rows[0]?.swept_until ?? null;
}

/** Remembers what a sweep came to. It never goes back in time, whichever of two sweeps ends last. */
export async function recordSweep(tx: Tx, outcome: SweepOutcome): Promise<void> {
  const { gateway, sweptUntil, foundCount, error, at } = outcome;
  await tx.execute(
    `INSERT INTO webhook_sweep AS s (gateway, swept_until, last_run_at, last_found_count, total_found_count, last_found_at, last_error)
       VALUES ($1, coalesce($2::timestamptz, $3::timestamptz), $3::timestamptz, $4::int, $4::int, CASE WHEN $4::int > 0 THEN $3::timestamptz END, $5)
       ON CONFLICT (gateway) DO UPDATE SET swept_until = greatest(s.swept_until, coalesce($2::timestamptz, s.swept_until)),
         last_run_at = excluded.last_run_at, last_found_count = excluded.last_found_count,
         total_found_count = s.total_found_count + excluded.total_found_count,
         last_found_at = coalesce(excluded.last_found_at, s.last_found_at), last_error = excluded.last_error`,
    [gateway, sweptUntil, at, foundCount, error],
  );
}

/** Which of these events the inbox has. */
export async function knownEvents(
  tx: Tx,
  gateway: string,
  externalIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ external_id: string }>(
    "SELECT external_id FROM webhook_event WHERE gateway = $1 AND external_id = ANY ($2)",
    [gateway, externalIds],
  );
  return new Set(rows.map((row) => row.external_id));
}
