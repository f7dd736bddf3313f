import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { ORDER_STATES, type OrderState } from "@/lib/domain/orders/order-state";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, countAt, memberAt, textAt } from "@/lib/db/row";

export interface ConsoleFigures {
  /** The merchant's civil day. */
  readonly today: string;
  /** In the order of an order's life. */
  readonly ordersByState: readonly { readonly state: OrderState; readonly count: number }[];
  /** Captured since the merchant's midnight, by currency. */
  readonly cashInToday: readonly { readonly amount: Money; readonly paymentCount: number }[];
  /** What customers owe by the ledger, by currency. */
  readonly receivables: readonly Money[];
}

const ORDERS = `SELECT state, count(*) FROM "order" WHERE merchant_id = $1 GROUP BY state`;

const CASH = `SELECT p.currency, sum(p.amount_minor) AS amount_minor, count(*) FROM payment p
  WHERE p.merchant_id = $1 AND p.state IN ('completed', 'refunded') AND p.captured_at >=
    (SELECT date_trunc('day', now() AT TIME ZONE time_zone) AT TIME ZONE time_zone FROM merchant WHERE id = $1)
  GROUP BY p.currency ORDER BY p.currency`;

const RECEIVABLES = `SELECT a.currency, sum(p.amount_minor) AS amount_minor
  FROM ledger_account a JOIN posting p ON p.merchant_id = a.merchant_id AND p.account_id = a.id
  WHERE a.merchant_id = $1 AND a.code LIKE 'accounts\\_receivable:%'
  GROUP BY a.currency HAVING sum(p.amount_minor) <> 0 ORDER BY a.currency`;

const TODAY = `SELECT (now() AT TIME ZONE time_zone)::date::text AS today FROM merchant WHERE id = $1`;

/** The few figures of the console's first page. Null for anybody but staff. */
export async function consoleFigures(actor: Actor): Promise<ConsoleFigures | null> {
  if (actor.kind !== "staff") return null;
  const [orders, cash, receivables, days] = await Promise.all(
    [ORDERS, CASH, RECEIVABLES, TODAY].map((sql) => readRows(sql, [actor.merchantId])),
  );
  const counted = new Map(
    (orders ?? []).map((row) => [memberAt(row, "state", ORDER_STATES), countAt(row, "count")]),
  );
  const [day] = days ?? [];
  return {
    today: day ? textAt(day, "today") : "",
    ordersByState: ORDER_STATES.map((state) => ({ state, count: counted.get(state) ?? 0 })),
    cashInToday: (cash ?? []).map((row) => ({
      amount: money(bigintAt(row, "amount_minor"), textAt(row, "currency")),
      paymentCount: countAt(row, "count"),
    })),
    receivables: (receivables ?? []).map((row) =>
      money(bigintAt(row, "amount_minor"), textAt(row, "currency")),
    ),
  };
}
