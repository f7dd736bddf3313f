import type { Tx } from "./transaction";

/** What a payment by credit took from a lot, and what of it was given back since: to the lot, or as a lot of its own. */
export interface SpentFromLot {
  readonly lotId: string;
  readonly spentMinor: bigint;
  readonly restoredMinor: bigint;
}

/** What a payment by credit took from each lot, last spent first. Read under the wallet's lock. */
export async function findSpentByPayment(
  tx: Tx,
  merchantId: string,
  paymentId: string,
): Promise<SpentFromLot[]> {
  const rows = await tx.query<{ lot_id: string; spent_minor: bigint; restored_minor: bigint }>(
    `SELECT m.lot_id, -sum(m.amount_minor) FILTER (WHERE m.kind IN ('captured', 'spent'))::bigint AS spent_minor,
         (coalesce(sum(m.amount_minor) FILTER (WHERE m.kind = 'restored'), 0)
           + coalesce((SELECT sum(l.granted_minor) FROM wallet_lot l JOIN wallet_movement g ON g.merchant_id = l.merchant_id
               AND g.lot_id = l.id AND g.kind = 'granted' AND g.payment_id = $2
             WHERE l.merchant_id = $1 AND l.origin_kind = 'restore' AND split_part(l.origin_id, ':', 2) = m.lot_id::text), 0))::bigint
           AS restored_minor
       FROM wallet_movement m WHERE m.merchant_id = $1 AND m.payment_id = $2 AND m.kind IN ('captured', 'spent', 'restored')
       GROUP BY m.lot_id ORDER BY min(m.sequence) DESC`,
    [merchantId, paymentId],
  );
  return rows.map((row) => ({
    lotId: row.lot_id,
    spentMinor: row.spent_minor,
    restoredMinor: row.restored_minor,
  }));
}
