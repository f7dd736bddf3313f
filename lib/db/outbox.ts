import type { Tx } from "./transaction";

export interface OutboxRow {
  readonly merchantId: string;
  readonly id: string;
  readonly job: string;
  readonly payload: unknown;
  readonly traceId: string;
}

export async function insertOutboxJob(tx: Tx, row: OutboxRow): Promise<void> {
  await tx.execute(
    `INSERT INTO outbox_job (merchant_id, id, job, payload, trace_id) VALUES ($1, $2, $3, $4, $5)`,
    [row.merchantId, row.id, row.job, JSON.stringify(row.payload), row.traceId],
    "outbox-insert",
  );
}
