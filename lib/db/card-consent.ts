import type { Tx } from "./transaction";

/** Remembers whether the buyer wants the card kept, with the words agreed to. */
export async function updateSaveMethod(
  tx: Tx,
  payment: { merchantId: string; id: string },
  consent: { text: string; at: Date } | null,
): Promise<void> {
  await tx.execute(
    `UPDATE payment SET save_method = $3::jsonb IS NOT NULL,
       metadata = CASE WHEN $3::jsonb IS NULL THEN metadata - 'consent' ELSE metadata || jsonb_build_object('consent', $3::jsonb) END
     WHERE merchant_id = $1 AND id = $2`,
    [payment.merchantId, payment.id, consent === null ? null : JSON.stringify(consent)],
  );
}

/** The consent that a payment's buyer gave to keep the card, or null. */
export async function findConsent(
  tx: Tx,
  merchantId: string,
  paymentId: string,
): Promise<{ text: string; at: Date } | null> {
  const rows = await tx.query<{ text: string | null; at: Date | null }>(
    `SELECT metadata #>> '{consent,text}' AS text, (metadata #>> '{consent,at}')::timestamptz AS at FROM payment
       WHERE merchant_id = $1 AND id = $2 AND save_method`,
    [merchantId, paymentId],
  );
  const [row] = rows;
  return row?.text && row.at ? { text: row.text, at: row.at } : null;
}
