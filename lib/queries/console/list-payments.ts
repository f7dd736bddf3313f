import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { PAYMENT_STATES, type PaymentState } from "@/lib/domain/payments/payment-state";
import { type Tender, TENDERS } from "@/lib/domain/payments/tender";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, instantAt, instantOrNullAt, memberAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import { pageIdsSql } from "./branch-sql";
import { estimateCount, type RowCount } from "./estimate-count";
import { keysetOrder, type Page, pageOf, type PageRequest } from "./keyset";
import { searchKey } from "./search-key";
import { paymentBranches } from "./search-sql";
import { type DayRange, dayRangeSql, type SqlFilter, sqlFilter, whereSql } from "./sql-filter";

export interface PaymentListRequest {
  readonly search: string;
  readonly state: PaymentState | null;
  readonly customerId: string | null;
  readonly created: DayRange;
  readonly page: PageRequest;
}

export interface CardView {
  readonly brand: string;
  readonly last4: string;
  readonly funding: string | null;
}

export interface PaymentListRow {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: bigint;
  readonly customer: { readonly id: string; readonly name: string };
  readonly state: PaymentState;
  readonly amount: Money;
  readonly refunded: Money;
  readonly tender: Tender;
  readonly card: CardView | null;
  readonly gatewayPaymentId: string | null;
  /** The gateway's and the bank's code of the last decline, for staff. */
  readonly failureCode: string | null;
  readonly declineCode: string | null;
  readonly createdAt: Date;
  readonly capturedAt: Date | null;
}

export interface PaymentList extends Page<PaymentListRow> {
  readonly total: RowCount | null;
}

/** The card of a payment or an attempt, once the gateway has told which. */
export function cardView(
  brand: string | null,
  last4: string | null,
  funding: string | null,
): CardView | null {
  return brand !== null && last4 !== null ? { brand, last4, funding } : null;
}

function paymentListRow(row: Row): PaymentListRow {
  const currency = textAt(row, "currency");
  return {
    id: textAt(row, "id"),
    orderId: textAt(row, "order_id"),
    orderNumber: bigintAt(row, "order_number"),
    customer: { id: textAt(row, "customer_id"), name: textAt(row, "customer_name") },
    state: memberAt(row, "state", PAYMENT_STATES),
    amount: money(bigintAt(row, "amount_minor"), currency),
    refunded: money(bigintAt(row, "refunded_minor"), currency),
    tender: memberAt(row, "tender", TENDERS),
    card: cardView(
      textOrNullAt(row, "card_brand"),
      textOrNullAt(row, "card_last4"),
      textOrNullAt(row, "card_funding"),
    ),
    gatewayPaymentId: textOrNullAt(row, "gateway_payment_id"),
    failureCode: textOrNullAt(row, "failure_code"),
    declineCode: textOrNullAt(row, "decline_code"),
    createdAt: instantAt(row, "created_at"),
    capturedAt: instantOrNullAt(row, "captured_at"),
  };
}

const DETAILS = `SELECT page.at::text AS cursor_at, page.id AS cursor_id,
    p.id, p.order_id, p.tender, o.number AS order_number, p.customer_id, c.name AS customer_name, p.state, p.currency,
    p.amount_minor, p.refunded_minor, p.card_brand, p.card_last4, p.card_funding, p.gateway_payment_id,
    p.failure_code, p.decline_code, p.created_at, p.captured_at
  FROM page
  JOIN payment p ON p.merchant_id = $1 AND p.id = page.id
  JOIN "order" o ON o.merchant_id = $1 AND o.id = p.order_id
  JOIN customer c ON c.merchant_id = $1 AND c.id = p.customer_id`;

function paymentConditions(request: PaymentListRequest, filter: SqlFilter, merchant: string): string[] {
  const conditions = [`p.merchant_id = ${merchant}`];
  if (request.state) conditions.push(`p.state = ${filter.bind(request.state)}::payment_state`);
  if (request.customerId) conditions.push(`p.customer_id = ${filter.bind(request.customerId)}::uuid`);
  return [...conditions, ...dayRangeSql({ at: "p.created_at" }, request.created, filter, merchant)];
}

/** The SQL of one page and its values; its plan is checked by a test. */
export function paymentListSql(
  merchantId: string,
  request: PaymentListRequest,
): { sql: string; values: unknown[] } {
  const filter = sqlFilter();
  const merchant = filter.bind(merchantId);
  filter.conditions.push(...paymentConditions(request, filter, merchant));
  const branches = paymentBranches(searchKey(request.search), merchant, filter.bind);
  const ids = pageIdsSql({ from: "payment p", alias: "p", at: "created_at" }, branches, request.page, filter);
  const order = keysetOrder(request.page, { at: "page.at", id: "page.id" });
  return { sql: `WITH page AS MATERIALIZED (${ids}) ${DETAILS} ${order}`, values: filter.values };
}

async function countPayments(merchantId: string, request: PaymentListRequest): Promise<RowCount | null> {
  if (searchKey(request.search).kind !== "none") return null;
  const filter = sqlFilter();
  const conditions = paymentConditions(request, filter, filter.bind(merchantId));
  return estimateCount(`payment p WHERE ${whereSql(conditions)}`, filter.values);
}

/** One page of the merchant's payments, newest first. Null for anybody but its staff. */
export async function listPayments(actor: Actor, request: PaymentListRequest): Promise<PaymentList | null> {
  if (actor.kind !== "staff" || !permits(actor, "payment.read_all")) return null;
  const { sql, values } = paymentListSql(actor.merchantId, request);
  const [rows, total] = await Promise.all([readRows(sql, values), countPayments(actor.merchantId, request)]);
  return { ...pageOf(rows, request.page, paymentListRow), total };
}
