import type { Tx } from "./transaction";

/** A hold whose checkout was left alone, and the card payment that it goes with. */
export interface ExpiredHold {
  readonly merchantId: string;
  readonly holdId: string;
  readonly paymentId: string | null;
  readonly traceId: string;
}

/**
 * Holds whose time is over by an instant. Each is put off by some minutes, so that no two sweeps take the same one, and one
 * whose payment cannot be given up yet is looked at again.
 */
export async function claimExpiredHolds(tx: Tx, now: Date, limit: number): Promise<ExpiredHold[]> {
  const rows = await tx.query<{
    merchant_id: string;
    id: string;
    payment_id: string | null;
    trace_id: string;
  }>(
    `UPDATE wallet_hold SET expires_at = $1::timestamptz + interval '2 minutes' WHERE (merchant_id, id) IN (
       SELECT merchant_id, id FROM wallet_hold WHERE state = 'active' AND expires_at <= $1
         ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
     RETURNING merchant_id, id, payment_id, trace_id`,
    [now, limit],
    "wallet-holds-claim-expired",
  );
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    holdId: row.id,
    paymentId: row.payment_id,
    traceId: row.trace_id,
  }));
}
