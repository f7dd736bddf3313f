import { type Restrictions, readRestrictions } from "@/lib/domain/wallets/restrictions";
import { SPENDING_ORDERS, type SpendingOrder } from "@/lib/domain/wallets/wallet-rules";
import { memberAt } from "./row";
import type { Tx } from "./transaction";

/** In which zone a merchant's days begin, and in which order its customers' lots are spent. */
export async function findSpendingRule(
  tx: Tx,
  merchantId: string,
): Promise<{ readonly timeZone: string; readonly rule: SpendingOrder } | null> {
  const [row] = await tx.query<{ time_zone: string; rule: string | null }>(
    `SELECT m.time_zone, (SELECT spending_order FROM wallet_rules r WHERE r.merchant_id = m.id ORDER BY version DESC LIMIT 1) AS rule
       FROM merchant m WHERE m.id = $1`,
    [merchantId],
    "spending-rule-find",
  );
  if (row === undefined) return null;
  const rule = row.rule === null ? "first_in_first_out" : memberAt({ ...row }, "rule", SPENDING_ORDERS);
  return { timeZone: row.time_zone, rule };
}

/** Whether an order is the customer's first of those that stand. Putting money into a wallet buys nothing, and does not count. */
export async function isFirstOrder(
  tx: Tx,
  order: { readonly merchantId: string; readonly customerId: string; readonly id: string },
): Promise<boolean> {
  const rows = await tx.query(
    `SELECT FROM "order" o WHERE o.merchant_id = $1 AND o.customer_id = $2 AND o.id < $3 AND o.state <> 'canceled'
       AND EXISTS (SELECT FROM order_line l WHERE l.merchant_id = o.merchant_id AND l.order_id = o.id
         AND l.kind::text <> 'wallet_top_up') LIMIT 1`,
    [order.merchantId, order.customerId, order.id],
  );
  return rows.length === 0;
}

/** Credit that has paid for an order before, by lot: spent, less what was given back. */
export async function findCreditSpentOn(
  tx: Tx,
  merchantId: string,
  orderId: string,
): Promise<{ readonly restrictions: Restrictions; readonly amountMinor: bigint }[]> {
  const rows = await tx.query<{ restrictions: unknown; amount_minor: bigint }>(
    `SELECT l.restrictions, -sum(m.amount_minor)::bigint AS amount_minor
       FROM wallet_movement m JOIN wallet_lot l ON l.merchant_id = m.merchant_id AND l.id = m.lot_id
       WHERE m.merchant_id = $1 AND m.order_id = $2 AND m.kind IN ('captured', 'spent', 'restored')
       GROUP BY l.id, l.restrictions HAVING sum(m.amount_minor) < 0 ORDER BY l.id`,
    [merchantId, orderId],
  );
  return rows.map((row) => ({
    restrictions: readRestrictions(row.restrictions),
    amountMinor: row.amount_minor,
  }));
}
