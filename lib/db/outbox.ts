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
