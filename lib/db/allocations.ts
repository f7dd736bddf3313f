import type { Tx } from "./transaction";

export interface AllocationRow {
  readonly merchant_id: string;
  readonly order_id: string;
  readonly installment_id: string;
  readonly installment_paid_minor: string;
  readonly order_paid_minor: string;
  readonly order_state: string;
  /** Whether the order's courses are open from now on. */
  readonly is_released: boolean;
  readonly at: string;
}

/** Applies captured money to installments, invoices and orders that are locked. */
export async function applyAllocations(tx: Tx, allocations: readonly AllocationRow[]): Promise<void> {
  if (allocations.length === 0) return;
  const given = `jsonb_to_recordset($1::jsonb) AS a(merchant_id uuid, order_id uuid, installment_id uuid,
    installment_paid_minor bigint, order_paid_minor bigint, order_state order_state, is_released boolean, at timestamptz)`;
  const values = [JSON.stringify(allocations)];
  await tx.execute(
    `WITH paid AS (
       UPDATE installment i SET paid_minor = a.installment_paid_minor,
         state = CASE WHEN a.installment_paid_minor + i.credited_minor + i.withdrawn_minor = i.amount_minor THEN 'paid'::installment_state
           WHEN i.state = 'scheduled' THEN 'due'::installment_state ELSE i.state END,
         next_step_at = CASE WHEN a.installment_paid_minor + i.credited_minor + i.withdrawn_minor = i.amount_minor THEN NULL ELSE i.next_step_at END,
         collection = CASE WHEN a.installment_paid_minor + i.credited_minor + i.withdrawn_minor = i.amount_minor THEN 'none' ELSE i.collection END,
         retry_at = CASE WHEN a.installment_paid_minor + i.credited_minor + i.withdrawn_minor = i.amount_minor THEN NULL ELSE i.retry_at END,
         answer_by = CASE WHEN a.installment_paid_minor + i.credited_minor + i.withdrawn_minor = i.amount_minor THEN NULL ELSE i.answer_by END
       FROM ${given} WHERE i.merchant_id = a.merchant_id AND i.id = a.installment_id
       RETURNING i.merchant_id, i.id, i.state)
     UPDATE invoice v SET state = 'paid' FROM paid
       WHERE v.merchant_id = paid.merchant_id AND v.installment_id = paid.id AND paid.state = 'paid' AND v.state = 'open'`,
    values,
    "allocations-installments",
  );
  await tx.execute(
    `UPDATE "order" o SET paid_minor = a.order_paid_minor, state = a.order_state, version = o.version + 1,
       paid_at = CASE WHEN a.order_state = 'paid' THEN a.at ELSE o.paid_at END,
       released_at = CASE WHEN a.is_released THEN a.at ELSE o.released_at END
     FROM ${given} WHERE o.merchant_id = a.merchant_id AND o.id = a.order_id`,
    values,
    "allocations-orders",
  );
}

export interface ShareRow {
  readonly merchant_id: string;
  readonly payment_id: string;
  readonly installment_id: string;
  readonly amount_minor: string;
}

/** Remembers how payments were spread over several installments. */
export async function insertShares(tx: Tx, shares: readonly ShareRow[]): Promise<void> {
  if (shares.length === 0) return;
  await tx.execute(
    `INSERT INTO payment_allocation (merchant_id, payment_id, installment_id, amount_minor)
       SELECT merchant_id, payment_id, installment_id, amount_minor FROM jsonb_to_recordset($1::jsonb)
         AS s(merchant_id uuid, payment_id uuid, installment_id uuid, amount_minor bigint)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(shares)],
  );
}
