import type { Actor } from "@/lib/domain/actor";
import { DOCUMENT_KINDS, type DocumentKind } from "@/lib/domain/documents/document-facts";
import { INVOICE_STATES, type InvoiceStanding } from "@/lib/domain/invoices/invoice-state";
import { money } from "@/lib/domain/money/money";
import { permits } from "@/lib/domain/permissions";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, instantAt, memberAt, memberOrNullAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import type { DocumentView } from "../documents/document-view";
import { estimateCount, type RowCount } from "./estimate-count";
import {
  FIRST_PAGE,
  keysetCondition,
  keysetOrder,
  type Page,
  pageOf,
  pageRequest,
  type PageRequest,
} from "./keyset";
import { searchKey, type SearchKey } from "./search-key";
import { customersNamedSql } from "./search-sql";
import { type DayRange, dayRangeSql, type SqlFilter, sqlFilter, whereSql } from "./sql-filter";

export interface DocumentListRequest {
  readonly search: string;
  readonly kind: DocumentKind | null;
  /** Where invoices stand; other documents have no standing and are left out by it. */
  readonly standing: InvoiceStanding | null;
  readonly issued: DayRange;
  /** The merchant's day, by which an invoice is overdue. */
  readonly today: CalendarDate;
  readonly page: PageRequest;
}

export interface DocumentList extends Page<DocumentView> {
  readonly total: RowCount | null;
}

function claimOf(row: Row, currency: string): DocumentView["claim"] {
  const state = memberOrNullAt(row, "invoice_state", INVOICE_STATES);
  const dueOn = textOrNullAt(row, "due_on");
  if (state === null || dueOn === null) return null;
  return {
    invoiceId: textAt(row, "invoice_id"),
    state,
    dueOn,
    left: money(bigintAt(row, "left_minor"), currency),
  };
}

function documentRow(row: Row): DocumentView {
  const currency = textAt(row, "currency");
  const orderId = textOrNullAt(row, "order_id");
  return {
    id: textAt(row, "id"),
    kind: memberAt(row, "kind", DOCUMENT_KINDS),
    number: bigintAt(row, "number"),
    amount: money(bigintAt(row, "amount_minor"), currency),
    issuedAt: instantAt(row, "issued_at"),
    order: orderId === null ? null : { id: orderId, number: bigintAt(row, "order_number") },
    customer: { id: textAt(row, "customer_id"), name: textAt(row, "customer_name") },
    claim: claimOf(row, currency),
  };
}

const CLAIM = `LEFT JOIN invoice i ON i.merchant_id = d.merchant_id AND i.id = d.invoice_id AND d.kind = 'invoice'`;

const DETAILS = `SELECT '' AS cursor_at, page.id AS cursor_id, d.id, d.kind, d.number, d.currency, d.amount_minor, d.issued_at,
    d.order_id, o.number AS order_number, d.customer_id, c.name AS customer_name, i.id AS invoice_id, i.state AS invoice_state,
    i.due_on::text AS due_on, CASE i.state WHEN 'open' THEN n.amount_minor - n.paid_minor - n.credited_minor - n.withdrawn_minor ELSE 0 END AS left_minor
  FROM page
  JOIN document d ON d.merchant_id = $1 AND d.id = page.id
  JOIN customer c ON c.merchant_id = $1 AND c.id = d.customer_id
  LEFT JOIN "order" o ON o.merchant_id = $1 AND o.id = d.order_id
  ${CLAIM}
  LEFT JOIN installment n ON n.merchant_id = $1 AND n.id = i.installment_id`;

function searchCondition(key: SearchKey, merchant: string, filter: SqlFilter): string | null {
  switch (key.kind) {
    case "none":
      return null;
    case "digits": {
      const number = `${filter.bind(key.digits)}::bigint`;
      return `(d.number = ${number} OR d.order_id = (SELECT id FROM "order" WHERE merchant_id = ${merchant} AND number = ${number}))`;
    }
    case "words":
      return `d.customer_id IN (${customersNamedSql(key.tsquery, merchant, filter.bind)})`;
    case "id": {
      const columns = {
        order: "order_id",
        customer: "customer_id",
        payment: "payment_id",
        invoice: "invoice_id",
      };
      const column = key.of === "journalEntry" ? null : columns[key.of];
      return column === null ? "false" : `d.${column} = ${filter.bind(key.id)}::uuid`;
    }
    case "gateway_id":
    case "trace_id":
      return "false";
  }
}

function standingConditions(request: DocumentListRequest, filter: SqlFilter): string[] {
  switch (request.standing) {
    case null:
      return [];
    case "overdue":
      return ["i.state = 'open'", `i.due_on < ${filter.bind(request.today)}::date`];
    case "open":
      return ["i.state = 'open'", `i.due_on >= ${filter.bind(request.today)}::date`];
    case "paid":
    case "void":
      return [`i.state = ${filter.bind(request.standing)}::invoice_state`];
  }
}

function conditionsOf(request: DocumentListRequest, filter: SqlFilter, merchant: string): string[] {
  const search = searchCondition(searchKey(request.search), merchant, filter);
  return [
    `d.merchant_id = ${merchant}`,
    ...(search === null ? [] : [search]),
    ...(request.kind === null ? [] : [`d.kind = ${filter.bind(request.kind)}::document_kind`]),
    ...standingConditions(request, filter),
    ...dayRangeSql({ at: "d.issued_at" }, request.issued, filter, merchant),
  ];
}

/** The SQL of one page and its values, and what narrows the list, for counting it. */
function listSql(merchantId: string, request: DocumentListRequest) {
  const filter = sqlFilter();
  const conditions = conditionsOf(request, filter, filter.bind(merchantId));
  const from = `document d ${request.standing === null ? "" : CLAIM}`;
  const counted = { from: `${from} WHERE ${whereSql(conditions)}`, values: [...filter.values] };
  const columns = { at: null, id: "d.id" };
  const page = whereSql([...conditions, keysetCondition(request.page, columns, filter.bind)]);
  const ids = `SELECT d.id FROM ${from} WHERE ${page} ${keysetOrder(request.page, columns)}`;
  const order = keysetOrder(request.page, { at: null, id: "page.id" });
  return { sql: `WITH page AS MATERIALIZED (${ids}) ${DETAILS} ${order}`, values: filter.values, counted };
}

/** One page of what the merchant issued, newest first. Null for anybody but its staff. */
export async function listIssuedDocuments(
  actor: Actor,
  request: DocumentListRequest,
): Promise<DocumentList | null> {
  if (actor.kind !== "staff" || !permits(actor, "order.read_all")) return null;
  const { sql, values, counted } = listSql(actor.merchantId, request);
  const [rows, total] = await Promise.all([
    readRows(sql, values),
    estimateCount(counted.from, counted.values),
  ]);
  return { ...pageOf(rows, request.page, documentRow), total };
}

/** All of a list, newest first, page by page: no more than one page is ever held. Nothing for anybody but staff. */
export async function* eachIssuedDocument(
  actor: Actor,
  request: Omit<DocumentListRequest, "page">,
): AsyncGenerator<DocumentView> {
  if (actor.kind !== "staff" || !permits(actor, "order.read_all")) return;
  let page: PageRequest | null = FIRST_PAGE;
  while (page !== null) {
    const { sql, values } = listSql(actor.merchantId, { ...request, page });
    const { rows, older }: Page<DocumentView> = pageOf(await readRows(sql, values), page, documentRow);
    yield* rows;
    page = older === null ? null : pageRequest({ older });
  }
}
