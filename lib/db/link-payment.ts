import { pool } from "./pool";

/**
 * Remembers what a payment is called at the gateway, in a statement of its own. Answers false when it is no longer as it was
 * made: then what it is has to be read, and decided about, under lock.
 */
export async function linkPayment(
  payment: { readonly merchantId: string; readonly id: string },
  link: { readonly gatewayPaymentId: string; readonly nextCheckAfterSeconds: number | null },
): Promise<boolean> {
  const result = await pool().query({
    name: "payment-link",
    text: `UPDATE payment SET gateway_payment_id = $3, next_check_at = now() + make_interval(secs => $4)
      WHERE merchant_id = $1 AND id = $2 AND state = 'pending' AND gateway_payment_id IS NULL`,
    values: [payment.merchantId, payment.id, link.gatewayPaymentId, link.nextCheckAfterSeconds],
  });
  return result.rowCount === 1;
}
