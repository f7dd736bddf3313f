import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { ORDER_STATES, type OrderState } from "@/lib/domain/orders/order-state";
import { PAYMENT_STATES, type PaymentState } from "@/lib/domain/payments/payment-state";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, countAt, instantAt, memberAt, memberOrNullAt, type Row, textAt } from "@/lib/db/row";
import { pageIdsSql } from "./branch-sql";
import { estimateCount, type RowCount } from "./estimate-count";
import { keysetOrder, type Page, pageOf, type PageRequest } from "./keyset";
import { searchKey } from "./search-key";
import { orderBranches } from "./search-sql";
import { type DayRange, dayRangeSql, sqlFilter, whereSql } from "./sql-filter";

export interface OrderListRequest {
  /** Number, customer's name or e-mail, a gateway's id, last four, trace id or public id. */
  readonly search: string;
  readonly state: OrderState | null;
  readonly customerId: string | null;
  readonly placed: DayRange;
  readonly page: PageRequest;
}

export interface OrderListRow {
  readonly id: string;
  readonly number: bigint;
  readonly placedAt: Date;
  readonly state: OrderState;
  readonly customer: { readonly id: string; readonly name: string; readonly email: string };
  readonly total: Money;
  /** What is still to be paid: total − credited − paid + refunded. */
  readonly due: Money;
  readonly refunded: Money;
  readonly sites: { readonly count: number; readonly attached: number; readonly sentBack: number };
  /** State of the newest payment. */
  readonly payment: PaymentState | null;
}

export interface OrderList extends Page<OrderListRow> {
  /** Null while searching: what a search finds is not counted. */
  readonly total: RowCount | null;
}

function orderListRow(row: Row): OrderListRow {
  const currency = textAt(row, "currency");
  return {
    id: textAt(row, "id"),
    number: bigintAt(row, "number"),
    placedAt: instantAt(row, "placed_at"),
    state: memberAt(row, "state", ORDER_STATES),
    customer: {
      id: textAt(row, "customer_id"),
      name: textAt(row, "customer_name"),
      email: textAt(row, "customer_email"),
    },
    total: money(bigintAt(row, "total_minor"), currency),
    due: money(bigintAt(row, "due_minor"), currency),
    refunded: money(bigintAt(row, "refunded_minor"), currency),
    sites: {
      count: countAt(row, "site_count"),
      attached: countAt(row, "attached_count"),
      sentBack: countAt(row, "sent_back_count"),
    },
    payment: memberOrNullAt(row, "payment_state", PAYMENT_STATES),
  };
}

const DETAILS = `SELECT page.at::text AS cursor_at, page.id AS cursor_id,
    o.id, o.number, o.placed_at, o.state, o.currency, o.total_minor, o.refunded_minor,
    CASE WHEN o.state = 'canceled' THEN 0
      ELSE o.total_minor - o.credited_minor - o.paid_minor + o.refunded_minor END AS due_minor,
    c.id AS customer_id, c.name AS customer_name, c.email AS customer_email,
    s.site_count, s.attached_count, s.sent_back_count, p.state AS payment_state
  FROM page
  JOIN "order" o ON o.merchant_id = $1 AND o.id = page.id
  JOIN customer c ON c.merchant_id = $1 AND c.id = o.customer_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS site_count, count(*) FILTER (WHERE state = 'changes_requested') AS sent_back_count,
      count(*) FILTER (WHERE url IS NOT NULL) AS attached_count
    FROM site WHERE merchant_id = $1 AND order_id = o.id) s
  LEFT JOIN LATERAL (
    SELECT state FROM payment WHERE merchant_id = $1 AND order_id = o.id ORDER BY created_at DESC, id DESC LIMIT 1) p ON true`;

/** The SQL of one page and its values; its plan is checked by a test. */
export function orderListSql(
  merchantId: string,
  request: OrderListRequest,
): { sql: string; values: unknown[] } {
  const filter = sqlFilter();
  const merchant = filter.bind(merchantId);
  filter.conditions.push(...orderConditions(request, filter, merchant));
  const branches = orderBranches(searchKey(request.search), merchant, filter.bind);
  const table = { from: `"order" o`, alias: "o", at: "placed_at" };
  const ids = pageIdsSql(table, branches, request.page, filter);
  const order = keysetOrder(request.page, { at: "page.at", id: "page.id" });
  return { sql: `WITH page AS MATERIALIZED (${ids}) ${DETAILS} ${order}`, values: filter.values };
}

function orderConditions(
  request: OrderListRequest,
  filter: ReturnType<typeof sqlFilter>,
  merchant: string,
): string[] {
  const conditions = [`o.merchant_id = ${merchant}`];
  if (request.state) conditions.push(`o.state = ${filter.bind(request.state)}::order_state`);
  if (request.customerId) conditions.push(`o.customer_id = ${filter.bind(request.customerId)}::uuid`);
  return [...conditions, ...dayRangeSql({ at: "o.placed_at" }, request.placed, filter, merchant)];
}

async function countOrders(merchantId: string, request: OrderListRequest): Promise<RowCount | null> {
  if (searchKey(request.search).kind !== "none") return null;
  const filter = sqlFilter();
  const conditions = orderConditions(request, filter, filter.bind(merchantId));
  return estimateCount(`"order" o WHERE ${whereSql(conditions)}`, filter.values);
}

/** One page of the merchant's orders, newest first. Null for anybody but its staff. */
export async function listOrders(actor: Actor, request: OrderListRequest): Promise<OrderList | null> {
  if (actor.kind !== "staff" || !permits(actor, "order.read_all")) return null;
  const { sql, values } = orderListSql(actor.merchantId, request);
  const [rows, total] = await Promise.all([readRows(sql, values), countOrders(actor.merchantId, request)]);
  return { ...pageOf(rows, request.page, orderListRow), total };
}
