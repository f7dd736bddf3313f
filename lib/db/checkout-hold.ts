import type { CreditWish } from "@/lib/domain/wallets/wallet-hold";
import type { SpendingPart } from "@/lib/domain/wallets/spending-plan";
import type { Tx } from "./transaction";

/** What an open checkout has reserved, and what its buyer agreed to. */
export interface CheckoutHold {
  readonly parts: readonly SpendingPart[];
  readonly wish: CreditWish;
}

/** The credit that a customer's open payment of an order has reserved, unlocked: to show it. Null where there is none. */
export async function findCheckoutHold(
  tx: Tx,
  { merchantId, customerId, orderId }: { merchantId: string; customerId: string; orderId: string },
): Promise<CheckoutHold | null> {
  const rows = await tx.query<{
    lot_id: string;
    amount_minor: bigint;
    credit_minor: bigint;
    credit_picks: string[] | null;
  }>(
    `SELECT part.lot_id, part.amount_minor, p.credit_minor, p.credit_picks
       FROM wallet_hold h
       JOIN wallet_hold_lot part ON part.merchant_id = h.merchant_id AND part.hold_id = h.id
       JOIN payment p ON p.merchant_id = h.merchant_id AND p.id = h.payment_id
       WHERE h.merchant_id = $1 AND h.customer_id = $2 AND h.order_id = $3 AND h.state = 'active'
       ORDER BY h.id, part.position`,
    [merchantId, customerId, orderId],
  );
  const [first] = rows;
  if (first === undefined) return null;
  return {
    parts: rows.map((row) => ({ lotId: row.lot_id, amountMinor: row.amount_minor })),
    wish: { amountMinor: first.credit_minor, lotIds: first.credit_picks },
  };
}
