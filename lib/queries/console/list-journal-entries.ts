import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import type { JournalEntryKind } from "@/lib/domain/ledger/journal-entry";
import type { Money } from "@/lib/domain/money/money";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, instantAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import { estimateCount, type RowCount } from "./estimate-count";
import { keysetCondition, keysetOrder, type Page, pageOf, type PageRequest } from "./keyset";
import { moneyListAt } from "./list-customers";
import { searchKey, type SearchKey } from "./search-key";
import { entriesOfTraceSql, paymentsOfGatewayIdSql } from "./search-sql";
import { type DayRange, dayRangeSql, type SqlFilter, sqlFilter, whereSql } from "./sql-filter";

export interface JournalEntryListRequest {
  /** Order number, trace id, a gateway's id, or a public id of entry, order, payment, invoice. */
  readonly search: string;
  readonly kind: JournalEntryKind | null;
  readonly occurred: DayRange;
  readonly page: PageRequest;
}

export interface JournalEntryListRow {
  readonly id: string;
  readonly kind: string;
  readonly description: string;
  readonly occurredAt: Date;
  readonly actorName: string;
  readonly order: { readonly id: string; readonly number: bigint } | null;
  readonly reversalOf: string | null;
  readonly reversedBy: string | null;
  /** Sum of the debits, one amount for each currency. */
  readonly amounts: readonly Money[];
}

export interface JournalEntryList extends Page<JournalEntryListRow> {
  readonly total: RowCount | null;
}

function journalEntryListRow(row: Row): JournalEntryListRow {
  const orderId = textOrNullAt(row, "order_id");
  return {
    id: textAt(row, "id"),
    kind: textAt(row, "kind"),
    description: textAt(row, "description"),
    occurredAt: instantAt(row, "occurred_at"),
    actorName: textAt(row, "actor_name"),
    order: orderId === null ? null : { id: orderId, number: bigintAt(row, "order_number") },
    reversalOf: textOrNullAt(row, "reversal_of"),
    reversedBy: textOrNullAt(row, "reversed_by"),
    amounts: moneyListAt(row, "amounts"),
  };
}

const DETAILS = `SELECT '' AS cursor_at, page.id AS cursor_id,
    e.id, e.kind, e.description, e.occurred_at, e.actor_name, e.order_id, o.number AS order_number, e.reversal_of,
    (SELECT id FROM journal_entry WHERE merchant_id = $1 AND reversal_of = e.id) AS reversed_by,
    (SELECT json_agg(json_build_object('currency', d.currency, 'amount', d.amount::text) ORDER BY d.currency)
      FROM (SELECT currency, sum(amount_minor) AS amount FROM posting
        WHERE merchant_id = $1 AND entry_id = e.id AND amount_minor > 0 GROUP BY currency) d) AS amounts
  FROM page
  JOIN journal_entry e ON e.merchant_id = $1 AND e.id = page.id
  LEFT JOIN "order" o ON o.merchant_id = $1 AND o.id = e.order_id`;

function idCondition(key: Extract<SearchKey, { kind: "id" }>, filter: SqlFilter): string {
  const id = `${filter.bind(key.id)}::uuid`;
  switch (key.of) {
    case "journalEntry":
      return `(e.id = ${id} OR e.reversal_of = ${id})`;
    case "order":
      return `e.order_id = ${id}`;
    case "payment":
      return `e.payment_id = ${id}`;
    case "invoice":
      return `e.source_kind = 'invoice' AND e.source_id = ${id}::text`;
    case "customer":
      return `e.order_id IN (SELECT id FROM "order" WHERE merchant_id = $1 AND customer_id = ${id})`;
  }
}

function searchCondition(key: SearchKey, merchant: string, filter: SqlFilter): string | null {
  switch (key.kind) {
    case "none":
      return null;
    case "id":
      return idCondition(key, filter);
    case "trace_id":
      return entriesOfTraceSql(key.id, merchant, filter.bind);
    case "gateway_id":
      return `e.payment_id IN (${paymentsOfGatewayIdSql(key.id, merchant, filter.bind)})`;
    case "digits":
      return `e.order_id = (SELECT id FROM "order" WHERE merchant_id = ${merchant} AND number = ${filter.bind(key.digits)}::bigint)`;
    case "words":
      return "false";
  }
}

function conditionsOf(
  request: JournalEntryListRequest,
  filter: SqlFilter,
  merchant: string,
): (string | null)[] {
  return [
    `e.merchant_id = ${merchant}`,
    request.kind ? `e.kind = ${filter.bind(request.kind)}` : null,
    ...dayRangeSql({ at: "e.occurred_at", id: "e.id" }, request.occurred, filter, merchant),
    searchCondition(searchKey(request.search), merchant, filter),
  ];
}

/** The SQL of one page and its values; its plan is checked by a test. */
export function journalEntryListSql(
  merchantId: string,
  request: JournalEntryListRequest,
): { sql: string; values: unknown[] } {
  const filter = sqlFilter();
  const merchant = filter.bind(merchantId);
  const columns = { at: null, id: "e.id" };
  const conditions = [
    ...conditionsOf(request, filter, merchant),
    keysetCondition(request.page, columns, filter.bind),
  ];
  const ids = `SELECT e.id FROM journal_entry e WHERE ${whereSql(conditions)} ${keysetOrder(request.page, columns)}`;
  const order = keysetOrder(request.page, { at: null, id: "page.id" });
  return { sql: `WITH page AS MATERIALIZED (${ids}) ${DETAILS} ${order}`, values: filter.values };
}

/** One page of the merchant's journal, newest first. Null for anybody but its staff. */
export async function listJournalEntries(
  actor: Actor,
  request: JournalEntryListRequest,
): Promise<JournalEntryList | null> {
  if (actor.kind !== "staff" || !permits(actor, "ledger.read")) return null;
  const { sql, values } = journalEntryListSql(actor.merchantId, request);
  const filter = sqlFilter();
  const conditions = conditionsOf(request, filter, filter.bind(actor.merchantId));
  const isSearch = searchKey(request.search).kind !== "none";
  const [rows, total] = await Promise.all([
    readRows(sql, values),
    isSearch ? null : estimateCount(`journal_entry e WHERE ${whereSql(conditions)}`, filter.values),
  ]);
  return { ...pageOf(rows, request.page, journalEntryListRow), total };
}
