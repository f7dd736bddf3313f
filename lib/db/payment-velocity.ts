import { LIVE_PAYMENT_STATES } from "@/lib/domain/payments/payment-state";
import { readRows } from "./read-rows";
import { countAt, textAt } from "./row";

export interface DeclineQuestion {
  readonly gateway: string;
  /** The type of the gateway's event of which one comes for each decline. */
  readonly declineEventType: string;
  readonly since: Date;
}

/**
 * Declines are counted in what the gateway told, not in the attempts that were recorded: news of a payment is read from its
 * present state, in which of many declines only the last can be seen.
 */
const DECLINES = `payment p
  JOIN webhook_event w ON w.gateway = p.gateway AND w.gateway_payment_id = p.gateway_payment_id
  WHERE w.gateway = $1 AND w.type = $2 AND w.occurred_at > $3`;

/** How often cards of a customer were declined since an instant, on all of their payments. */
export async function countDeclinesOfCustomer(
  merchantId: string,
  customerId: string,
  { gateway, declineEventType, since }: DeclineQuestion,
): Promise<number> {
  const rows = await readRows(
    `SELECT count(*) AS declines FROM ${DECLINES} AND p.merchant_id = $4 AND p.customer_id = $5`,
    [gateway, declineEventType, since, merchantId, customerId],
  );
  return rows[0] === undefined ? 0 : countAt(rows[0], "declines");
}

export interface DeclinedPayment {
  readonly merchantId: string;
  readonly paymentId: string;
  readonly customerId: string;
  readonly traceId: string;
}

/** Open payments with at least so many declines since an instant, of all merchants. */
export async function paymentsDeclinedOften(
  declines: number,
  { gateway, declineEventType, since }: DeclineQuestion,
): Promise<DeclinedPayment[]> {
  const rows = await readRows(
    `SELECT p.merchant_id, p.id, p.customer_id, p.trace_id FROM ${DECLINES} AND p.state::text = ANY ($4)
       GROUP BY p.merchant_id, p.id HAVING count(*) >= $5 LIMIT 100`,
    [gateway, declineEventType, since, LIVE_PAYMENT_STATES, declines],
  );
  return rows.map((row) => ({
    merchantId: textAt(row, "merchant_id"),
    paymentId: textAt(row, "id"),
    customerId: textAt(row, "customer_id"),
    traceId: textAt(row, "trace_id"),
  }));
}
