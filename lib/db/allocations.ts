import type { Tx } from "./transaction";

export interface AllocationRow {
  readonly merchant_id: string;
  readonly order_id: string;
  readonly installment_id: string;
  readonly installment_paid_minor: string;
  readonly order_paid_minor: string;
  readonly order_state: string;
  readonly at: string;
}

/** Applies captured money to installments, invoices and orders that are locked. */
export async function applyAllocations(tx: Tx, allocations: readonly AllocationRow[]): Promise<void> {
  if (allocations.length === 0) return;
  const given = `jsonb_to_recordset($1::jsonb) AS a(merchant_id uuid, order_id uuid, installment_id uuid,
    installment_paid_minor bigint, order_paid_minor bigint, order_state order_state, at timestamptz)`;
  const values = [JSON.stringify(allocations)];
  await tx.execute(
    `WITH paid AS (
       UPDATE installment i SET paid_minor = a.installment_paid_minor,
         state = CASE WHEN a.installment_paid_minor + i.credited_minor = i.amount_minor THEN 'paid'::installment_state ELSE i.state END
       FROM ${given} WHERE i.merchant_id = a.merchant_id AND i.id = a.installment_id
       RETURNING i.merchant_id, i.id, i.state)
     UPDATE invoice v SET state = 'paid' FROM paid
       WHERE v.merchant_id = paid.merchant_id AND v.installment_id = paid.id AND paid.state = 'paid' AND v.state = 'open'`,
    values,
    "allocations-installments",
  );
  await tx.execute(
    `UPDATE "order" o SET paid_minor = a.order_paid_minor, state = a.order_state, version = o.version + 1,
       paid_at = CASE WHEN a.order_state = 'paid' THEN a.at ELSE o.paid_at END
     FROM ${given} WHERE o.merchant_id = a.merchant_id AND o.id = a.order_id`,
    values,
    "allocations-orders",
  );
}
