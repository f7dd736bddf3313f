import { DISPUTE_STATES, type Dispute } from "@/lib/domain/disputes/dispute";
import {
  bigintAt,
  countAt,
  instantAt,
  instantOrNullAt,
  memberAt,
  type Row,
  textAt,
  textOrNullAt,
} from "./row";
import type { Tx } from "./transaction";

function disputeOf(row: Row): Dispute {
  return {
    merchantId: textAt(row, "merchant_id"),
    id: textAt(row, "id"),
    gateway: textAt(row, "gateway"),
    gatewayDisputeId: textAt(row, "gateway_dispute_id"),
    paymentId: textAt(row, "payment_id"),
    orderId: textAt(row, "order_id"),
    customerId: textAt(row, "customer_id"),
    state: memberAt(row, "state", DISPUTE_STATES),
    reason: textAt(row, "reason"),
    currency: textAt(row, "currency"),
    amountMinor: bigintAt(row, "amount_minor"),
    respondBy: instantOrNullAt(row, "respond_by"),
    openedAt: instantAt(row, "opened_at"),
    closedAt: instantOrNullAt(row, "closed_at"),
    fundsCurrency: textOrNullAt(row, "funds_currency"),
    withdrawnMinor: bigintAt(row, "withdrawn_minor"),
    feeMinor: bigintAt(row, "fee_minor"),
    movementCount: countAt(row, "movement_count"),
    lostMinor: bigintAt(row, "lost_minor"),
    isCreditSettled: row["is_credit_settled"] === true,
  };
}

/** All disputes of a payment, oldest first. The payment's lock, which the caller holds, is theirs. */
export async function findDisputesOfPayment(
  tx: Tx,
  merchantId: string,
  paymentId: string,
): Promise<Dispute[]> {
  const rows = await tx.query<Row>(
    "SELECT * FROM dispute WHERE merchant_id = $1 AND payment_id = $2 ORDER BY opened_at, id",
    [merchantId, paymentId],
    "disputes-of-payment",
  );
  return rows.map(disputeOf);
}

/** Writes a dispute as it stands now, whether it was known or not. */
export async function writeDispute(tx: Tx, dispute: Dispute, at: Date): Promise<void> {
  await tx.execute(
    `INSERT INTO dispute (merchant_id, id, gateway, gateway_dispute_id, payment_id, order_id, customer_id, state, reason, currency,
         amount_minor, respond_by, opened_at, closed_at, funds_currency, withdrawn_minor, fee_minor, movement_count, lost_minor,
         is_credit_settled, updated_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21)
     ON CONFLICT (merchant_id, id) DO UPDATE SET state = EXCLUDED.state, reason = EXCLUDED.reason,
       amount_minor = EXCLUDED.amount_minor, respond_by = EXCLUDED.respond_by, closed_at = EXCLUDED.closed_at,
       funds_currency = EXCLUDED.funds_currency, withdrawn_minor = EXCLUDED.withdrawn_minor, fee_minor = EXCLUDED.fee_minor,
       movement_count = EXCLUDED.movement_count, lost_minor = EXCLUDED.lost_minor,
       is_credit_settled = EXCLUDED.is_credit_settled, updated_at = EXCLUDED.updated_at`,
    [
      dispute.merchantId,
      dispute.id,
      dispute.gateway,
      dispute.gatewayDisputeId,
      dispute.paymentId,
      dispute.orderId,
      dispute.customerId,
      dispute.state,
      dispute.reason,
      dispute.currency,
      dispute.amountMinor,
      dispute.respondBy,
      dispute.openedAt,
      dispute.closedAt,
      dispute.fundsCurrency,
      dispute.withdrawnMinor,
      dispute.feeMinor,
      dispute.movementCount,
      dispute.lostMinor,
      dispute.isCreditSettled,
      at,
    ],
    "dispute-write",
  );
}

/** A lost dispute of which credit is still to be taken back. */
export interface UnsettledDispute {
  readonly merchantId: string;
  readonly paymentId: string;
  readonly orderId: string;
}

/** Those whose lots are held by nobody any more. */
export async function findUnsettledDisputes(tx: Tx, limit: number): Promise<UnsettledDispute[]> {
  const rows = await tx.query<Row>(
    `SELECT DISTINCT d.merchant_id, d.payment_id, d.order_id FROM dispute d
       JOIN wallet_lot l ON l.merchant_id = d.merchant_id AND l.origin_kind = 'payment' AND l.origin_id = d.payment_id::text
       WHERE NOT d.is_credit_settled AND l.held_minor = 0 ORDER BY 1, 2 LIMIT $1`,
    [limit],
    "disputes-unsettled",
  );
  return rows.map((row) => ({
    merchantId: textAt(row, "merchant_id"),
    paymentId: textAt(row, "payment_id"),
    orderId: textAt(row, "order_id"),
  }));
}

/** What of each lot was taken back for a dispute so far. */
export async function findTakenForDispute(
  tx: Tx,
  dispute: Pick<Dispute, "merchantId" | "gatewayDisputeId" | "paymentId">,
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await tx.query<Row>(
    `SELECT m.lot_id, -sum(m.amount_minor)::bigint AS taken_minor FROM wallet_lot l
       JOIN wallet_movement m ON m.merchant_id = l.merchant_id AND m.lot_id = l.id AND m.kind = 'clawed_back'
       JOIN journal_entry e ON e.merchant_id = m.merchant_id AND e.id = m.entry_id AND e.source_kind = 'dispute'
         AND starts_with(e.source_id, $3 || ':')
       WHERE l.merchant_id = $1 AND l.origin_kind = 'payment' AND l.origin_id = $2 GROUP BY m.lot_id`,
    [dispute.merchantId, dispute.paymentId, dispute.gatewayDisputeId],
    "dispute-credit-taken",
  );
  return new Map(rows.map((row) => [textAt(row, "lot_id"), bigintAt(row, "taken_minor")]));
}
