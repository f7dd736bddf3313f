import { pool } from "./pool";

/**
 * Remembers what a payment is called at the gateway, and that its creation was answered, in a statement of its own. Answers false when it is no longer as it was
 * made: then what it is has to be read, and decided about, under lock.
 */
export async function linkPayment(
  payment: { readonly merchantId: string; readonly id: string },
  link: { readonly gatewayPaymentId: string; readonly nextCheckAfterSeconds: number | null },
): Promise<boolean> {
  const result = await pool().query({
    name: "payment-link",
    text: `WITH linked AS (
        UPDATE payment SET gateway_payment_id = $3, next_check_at = now() + make_interval(secs => $4)
          WHERE merchant_id = $1 AND id = $2 AND state = 'pending' AND gateway_payment_id IS NULL RETURNING id
      ), answered AS (
        UPDATE operation o SET state = 'done', recovery_point = 'answered', lease_until = NULL, finished_at = now(),
            answer = jsonb_build_object('gatewayPaymentId', $3::text)
          FROM linked WHERE o.merchant_id = $1 AND o.payment_id = linked.id AND o.command = 'create-payment'
            AND o.state IN ('begun', 'outcome_unknown')
      ) SELECT id FROM linked`,
    values: [payment.merchantId, payment.id, link.gatewayPaymentId, link.nextCheckAfterSeconds],
  });
  return result.rowCount === 1;
}
