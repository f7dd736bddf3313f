import type { OrderState } from "@/lib/domain/orders/order-state";
import type { Tx } from "./transaction";

/** What one payment gave to one installment. */
export interface GivenShare {
  readonly installmentId: string;
  readonly amountMinor: bigint;
}

/** Payments that a payment by hand became, in the order in which orders are locked. */
export async function findPaymentsByHand(
  tx: Tx,
  merchantId: string,
  manualPaymentId: string,
): Promise<{ orderId: string; paymentId: string; amountMinor: bigint }[]> {
  const rows = await tx.query<{ order_id: string; payment_id: string; applied_minor: bigint }>(
    `SELECT order_id, payment_id, applied_minor FROM manual_payment_part
       WHERE merchant_id = $1 AND manual_payment_id = $2 AND payment_id IS NOT NULL ORDER BY order_id`,
    [merchantId, manualPaymentId],
  );
  return rows.map((row) => ({
    orderId: row.order_id,
    paymentId: row.payment_id,
    amountMinor: row.applied_minor,
  }));
}

/** How a payment was spread; all of it to its installment, where nothing else was written down. */
export async function findShares(tx: Tx, merchantId: string, paymentId: string): Promise<GivenShare[]> {
  const rows = await tx.query<{ installment_id: string; amount_minor: bigint }>(
    `SELECT installment_id, amount_minor FROM payment_allocation WHERE merchant_id = $1 AND payment_id = $2
     UNION ALL SELECT installment_id, amount_minor FROM payment p WHERE merchant_id = $1 AND id = $2
       AND NOT EXISTS (SELECT FROM payment_allocation s WHERE s.merchant_id = p.merchant_id AND s.payment_id = p.id)`,
    [merchantId, paymentId],
  );
  return rows.map((row) => ({ installmentId: row.installment_id, amountMinor: row.amount_minor }));
}

export interface ReopenedInstallment {
  readonly id: string;
  readonly takenMinor: bigint;
  readonly state: "due" | "overdue";
  readonly nextStepAt: Date | null;
}

/** Takes a payment off installments that are locked: they claim it again, and so do their invoices. */
export async function reopenInstallments(
  tx: Tx,
  merchantId: string,
  parts: readonly ReopenedInstallment[],
): Promise<void> {
  const rows = parts.map((part) => ({
    id: part.id,
    taken_minor: String(part.takenMinor),
    state: part.state,
    next_step_at: part.nextStepAt?.toISOString() ?? null,
  }));
  await tx.execute(
    `WITH reopened AS (
       UPDATE installment i SET paid_minor = i.paid_minor - n.taken_minor, state = n.state, next_step_at = n.next_step_at
       FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, taken_minor bigint, state installment_state, next_step_at timestamptz)
       WHERE i.merchant_id = $1 AND i.id = n.id RETURNING i.merchant_id, i.id)
     UPDATE invoice v SET state = 'open' FROM reopened r
       WHERE v.merchant_id = r.merchant_id AND v.installment_id = r.id AND v.state = 'paid'`,
    [merchantId, JSON.stringify(rows)],
  );
}

/** A payment whose money went back, and its order, which owes that again. */
export async function takeBackPayment(
  tx: Tx,
  taken: {
    readonly merchantId: string;
    readonly orderId: string;
    readonly paymentId: string;
    readonly amountMinor: bigint;
    readonly orderState: OrderState;
  },
): Promise<void> {
  await tx.execute("UPDATE payment SET state = 'bounced' WHERE merchant_id = $1 AND id = $2", [
    taken.merchantId,
    taken.paymentId,
  ]);
  await tx.execute(
    `UPDATE "order" SET paid_minor = paid_minor - $3, state = $4::order_state, version = version + 1,
       paid_at = CASE WHEN $4::order_state = 'paid' THEN paid_at ELSE NULL END WHERE merchant_id = $1 AND id = $2`,
    [taken.merchantId, taken.orderId, taken.amountMinor, taken.orderState],
  );
}

export async function updateManualBounce(
  tx: Tx,
  bounced: {
    readonly merchantId: string;
    readonly id: string;
    readonly byId: string;
    readonly by: string;
    readonly at: Date;
    readonly reason: string;
  },
): Promise<void> {
  await tx.execute(
    `UPDATE manual_payment SET state = 'bounced', bounced_by_id = $3, bounced_by = $4, bounced_at = $5, bounce_reason = $6
       WHERE merchant_id = $1 AND id = $2`,
    [bounced.merchantId, bounced.id, bounced.byId, bounced.by, bounced.at, bounced.reason],
  );
}
