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

/** How long a worker may have a job before it counts as dead. Nothing that follows a transaction takes a minute. */
const LEASE = "90 seconds";
const LONG_LEASE = "30 minutes";

/**
 * Frees jobs whose worker died, or could not write down what became of them. One by one: a worker that is alive keeps what it has
 * in hand, which the queue's own function, going by workers, would give to a second one. `longTasks` may take longer.
 */
export async function unlockAbandonedJobs(tx: Tx, longTasks: readonly string[]): Promise<number> {
  return tx.execute(
    `UPDATE graphile_worker._private_jobs job SET locked_at = NULL, locked_by = NULL, run_at = greatest(job.run_at, now())
       FROM graphile_worker._private_tasks task
       WHERE task.id = job.task_id AND job.locked_at < now()
         - CASE WHEN task.identifier = ANY ($1) THEN interval '${LONG_LEASE}' ELSE interval '${LEASE}' END`,
    [longTasks],
  );
}
