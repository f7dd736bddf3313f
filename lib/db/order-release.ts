import type { Tx } from "./transaction";

/** The courses of orders are open from now on. */
export async function releaseOrder(tx: Tx, merchantId: string, orderId: string, at: Date): Promise<void> {
  await tx.execute(
    `UPDATE "order" SET released_at = $3 WHERE merchant_id = $1 AND id = $2 AND released_at IS NULL`,
    [merchantId, orderId, at],
  );
}

/** The courses of an order are closed again: it was let have them before it paid, and did not. */
export async function closeOrder(tx: Tx, merchantId: string, orderId: string, at: Date): Promise<void> {
  await tx.execute(
    `WITH closed AS (UPDATE "order" SET released_at = NULL WHERE merchant_id = $1 AND id = $2)
     UPDATE access_grant SET revoked_at = $3 WHERE merchant_id = $1 AND order_id = $2 AND revoked_at IS NULL`,
    [merchantId, orderId, at],
  );
}
