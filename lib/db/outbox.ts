import type { Tx } from "./transaction";

export interface OutboxRow {
  readonly merchant_id: string;
  readonly id: string;
  readonly job: string;
  readonly payload: unknown;
  readonly trace_id: string;
}

export async function insertOutboxJobs(tx: Tx, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(
    `INSERT INTO outbox_job (merchant_id, id, job, payload, trace_id)
       SELECT merchant_id, id, job, payload, trace_id
         FROM jsonb_to_recordset($1::jsonb) AS o(merchant_id uuid, id uuid, job text, payload jsonb, trace_id text)`,
    [JSON.stringify(rows)],
    "outbox-insert",
  );
}

/**
 * Hands what waits in the outbox to the queue, in bulk, and remembers that it did, in one transaction: a crash in between
 * changes nothing. The row's id is the job's key, so even a row handed over twice is one job. Answers how many.
 */
export async function relayOutbox(tx: Tx, limit: number, attemptsMax: number): Promise<number> {
  const rows = await tx.query<{ relayed: bigint }>(
    `WITH waiting AS (
       SELECT merchant_id, id, job, payload, trace_id FROM outbox_job WHERE relayed_at IS NULL
         ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
     ), added AS (
       SELECT count(*) FROM waiting, LATERAL graphile_worker.add_job(
         waiting.job,
         json_build_object('merchantId', waiting.merchant_id, 'traceId', waiting.trace_id, 'payload', waiting.payload),
         max_attempts => $2::int, job_key => waiting.id::text)
     ), marked AS (
       UPDATE outbox_job o SET relayed_at = now() FROM waiting WHERE o.merchant_id = waiting.merchant_id AND o.id = waiting.id
         RETURNING o.id
     )
     SELECT (SELECT count FROM added) AS relayed, (SELECT count(*) FROM marked) AS marked`,
    [limit, attemptsMax],
    "outbox-relay",
  );
  return Number(rows[0]?.relayed ?? 0n);
}

/** Frees jobs whose worker died: no job of ours takes five minutes. */
export async function unlockAbandonedJobs(tx: Tx): Promise<void> {
  await tx.query(
    `SELECT graphile_worker.force_unlock_workers(array(
       SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_at < now() - interval '5 minutes'))::text`,
  );
}
