import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { ORDER_STATES, type OrderState } from "@/lib/domain/orders/order-state";
import { businessClock } from "@/lib/platform/clock";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, countAt, textAt } from "@/lib/db/row";
import { estimateCount, type RowCount } from "./estimate-count";

export interface ConsoleFigures {
  /** The merchant's civil day. */
  readonly today: string;
  /** In the order of an order's life. */
  readonly ordersByState: readonly (RowCount & { readonly state: OrderState })[];
  /** Captured since the merchant's midnight, by currency. */
  readonly cashInToday: readonly { readonly amount: Money; readonly paymentCount: number }[];
  /** What customers owe by the ledger, by currency. */
  readonly receivables: readonly Money[];
}

const CASH = `SELECT p.currency, sum(p.amount_minor) AS amount_minor, count(*) FROM payment p
  WHERE p.merchant_id = $1 AND p.state IN ('completed', 'refunded') AND p.captured_at >=
    (SELECT date_trunc('day', $2::timestamptz AT TIME ZONE time_zone) AT TIME ZONE time_zone FROM merchant WHERE id = $1)
  GROUP BY p.currency ORDER BY p.currency`;

const RECEIVABLES = `SELECT a.currency, sum(p.amount_minor) AS amount_minor
  FROM ledger_account a JOIN posting p ON p.merchant_id = a.merchant_id AND p.account_id = a.id
  WHERE a.merchant_id = $1 AND a.code LIKE 'accounts\\_receivable:%'
  GROUP BY a.currency HAVING sum(p.amount_minor) <> 0 ORDER BY a.currency`;

const TODAY = `SELECT ($2::timestamptz AT TIME ZONE time_zone)::date::text AS today FROM merchant WHERE id = $1`;

/** Exact while they are few; a million paid orders are not counted for each look at the page. */
async function countOrders(merchantId: string, state: OrderState): Promise<RowCount & { state: OrderState }> {
  const counted = await estimateCount(`"order" WHERE merchant_id = $1 AND state = $2::order_state`, [
    merchantId,
    state,
  ]);
  return { state, ...counted };
}

/** The few figures of the console's first page. Null for anybody but staff. */
export async function consoleFigures(actor: Actor): Promise<ConsoleFigures | null> {
  if (actor.kind !== "staff" || !permits(actor, "console.open")) return null;
  const now = businessClock.now();
  const [ordersByState, [cash, receivables, days]] = await Promise.all([
    Promise.all(ORDER_STATES.map((state) => countOrders(actor.merchantId, state))),
    Promise.all([
      readRows(CASH, [actor.merchantId, now]),
      readRows(RECEIVABLES, [actor.merchantId]),
      readRows(TODAY, [actor.merchantId, now]),
    ]),
  ]);
  const [day] = days ?? [];
  return {
    today: day ? textAt(day, "today") : "",
    ordersByState,
    cashInToday: (cash ?? []).map((row) => ({
      amount: money(bigintAt(row, "amount_minor"), textAt(row, "currency")),
      paymentCount: countAt(row, "count"),
    })),
    receivables: (receivables ?? []).map((row) =>
      money(bigintAt(row, "amount_minor"), textAt(row, "currency")),
    ),
  };
}
