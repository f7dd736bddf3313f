import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { PAYMENT_STATES, type PaymentState } from "@/lib/domain/payments/payment-state";
import { permits } from "@/lib/domain/permissions";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, instantAt, memberOrNullAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";

/** Credit that an open checkout has reserved. */
export interface OpenHold {
  readonly id: string;
  readonly customer: { readonly id: string; readonly name: string };
  readonly order: { readonly id: string; readonly number: bigint };
  /** The card payment that it goes with; null where none was begun. */
  readonly payment: { readonly id: string; readonly state: PaymentState } | null;
  readonly amount: Money;
  readonly createdAt: Date;
  /** When a checkout that is left alone gives it back. */
  readonly expiresAt: Date;
}

const HOLDS_SHOWN = 50;

const HOLDS = `SELECT h.id, h.customer_id, c.name, h.order_id, o.number, h.payment_id, p.state::text AS payment_state,
      h.amount_minor, h.currency, h.created_at, h.expires_at
    FROM wallet_hold h
      JOIN customer c ON c.merchant_id = h.merchant_id AND c.id = h.customer_id
      JOIN "order" o ON o.merchant_id = h.merchant_id AND o.id = h.order_id
      LEFT JOIN payment p ON p.merchant_id = h.merchant_id AND p.id = h.payment_id
    WHERE h.merchant_id = $1 AND h.currency = $2 AND h.state = 'active'
    ORDER BY h.created_at, h.id LIMIT ${HOLDS_SHOWN}`;

function holdOf(row: Row): OpenHold {
  const paymentId = textOrNullAt(row, "payment_id");
  const state = memberOrNullAt(row, "payment_state", PAYMENT_STATES);
  return {
    id: textAt(row, "id"),
    customer: { id: textAt(row, "customer_id"), name: textAt(row, "name") },
    order: { id: textAt(row, "order_id"), number: bigintAt(row, "number") },
    payment: paymentId === null || state === null ? null : { id: paymentId, state },
    amount: money(bigintAt(row, "amount_minor"), textAt(row, "currency")),
    createdAt: instantAt(row, "created_at"),
    expiresAt: instantAt(row, "expires_at"),
  };
}

/** What open checkouts hold of the merchant's wallets in one currency, the oldest first. Null for anybody but its staff. */
export async function listOpenHolds(
  actor: Actor,
  request: { readonly currency: string },
): Promise<OpenHold[] | null> {
  if (actor.kind !== "staff" || !permits(actor, "customer.read")) return null;
  const rows = await readRows(HOLDS, [actor.merchantId, request.currency]);
  return rows.map(holdOf);
}
