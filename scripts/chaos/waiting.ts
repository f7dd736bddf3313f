import type { Client } from "pg";

/** What is on its way or waits for something, since the run began: each of these must come to an end by itself. */
const WAITING: Readonly<Record<string, string>> = {
  "payment without an end": `
    SELECT id || ' (' || state || ', next look ' || coalesce(next_check_at::text, 'never') || ')' FROM payment
      WHERE created_at >= $1 AND state IN ('pending', 'requires_action', 'processing', 'outcome_unknown')`,
  "order that is not paid": `SELECT id || ' (' || state || ')' FROM "order" WHERE placed_at >= $1 AND state <> 'paid'`,
  "operation without an end": `
    SELECT name || ' (' || state || ', ' || recovery_point || ')' FROM operation
      WHERE begun_at >= $1 AND state IN ('begun', 'outcome_unknown')`,
  "event that is not applied": `
    SELECT external_id || ' ' || type || ' (' || state || ' after ' || attempt_count || ', again ' || next_attempt_at || ': ' ||
        coalesce(last_error, 'no error') || ')' FROM webhook_event
      WHERE received_at >= $1 AND state IN ('received', 'failed', 'dead')`,
  "outbox row that was not handed over": `
    SELECT id || ' ' || job FROM outbox_job WHERE created_at >= $1 AND relayed_at IS NULL`,
  "job that is not done": `
    SELECT id || ' ' || task_identifier || ' (attempt ' || attempts || ' of ' || max_attempts || ', locked ' ||
        coalesce(locked_at::text, 'never') || ': ' || coalesce(last_error, 'no error') || ')' FROM graphile_worker.jobs
      WHERE created_at >= $1`,
};

export interface Waiting {
  readonly what: string;
  readonly count: number;
  readonly first: string;
}

/** What waits now, with the first of each kind. */
export async function waitingSince(client: Client, since: Date): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (const [what, sql] of Object.entries(WAITING)) {
    const { rows } = await client.query<{ count: number; first: string | null }>(
      `SELECT count(*)::int AS count, min(line) AS first FROM (${sql}) AS waiting(line)`,
      sql.includes("$1") ? [since] : [],
    );
    const [row] = rows;
    if (row && row.count > 0 && row.first !== null) found.push({ what, count: row.count, first: row.first });
  }
  return found;
}

export function told(waiting: readonly Waiting[]): string {
  return waiting.map(({ what, count, first }) => `${count} × ${what}, first ${first}`).join("; ");
}
