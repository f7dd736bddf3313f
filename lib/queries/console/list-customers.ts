import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, countAt, instantAt, type Row, textAt } from "@/lib/db/row";
import { estimateCount, type RowCount } from "./estimate-count";
import { keysetCondition, keysetOrder, type Page, pageOf, type PageRequest } from "./keyset";
import { searchKey, type SearchKey } from "./search-key";
import { customersNamedSql } from "./search-sql";
import { type SqlFilter, sqlFilter, whereSql } from "./sql-filter";

export interface CustomerListRequest {
  readonly search: string;
  readonly page: PageRequest;
}

export interface CustomerListRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly createdAt: Date;
  readonly orderCount: number;
  /** One amount for each currency in which there is any. */
  readonly wallets: readonly Money[];
  readonly receivables: readonly Money[];
}

export interface CustomerList extends Page<CustomerListRow> {
  readonly total: RowCount | null;
}

/** Reads `[{"currency": "USD", "amount": "1200"}]`, as json_agg of texts makes it. */
export function moneyListAt(row: Row, column: string): Money[] {
  const list: unknown = row[column];
  if (!Array.isArray(list)) return [];
  return list.map((item: Row) => money(bigintAt(item, "amount"), textAt(item, "currency")));
}

function customerListRow(row: Row): CustomerListRow {
  return {
    id: textAt(row, "id"),
    name: textAt(row, "name"),
    email: textAt(row, "email"),
    createdAt: instantAt(row, "created_at"),
    orderCount: countAt(row, "order_count"),
    wallets: moneyListAt(row, "wallets"),
    receivables: moneyListAt(row, "receivables"),
  };
}

/** Balances of a customer's accounts; a wallet is a liability, so its sign is turned. */
function balancesSql(prefix: "wallet" | "accounts_receivable", sign: 1 | -1): string {
  return `(SELECT json_agg(json_build_object('currency', b.currency, 'amount', b.amount::text) ORDER BY b.currency)
    FROM (SELECT a.currency, ${sign} * sum(p.amount_minor) AS amount
      FROM ledger_account a JOIN posting p ON p.merchant_id = a.merchant_id AND p.account_id = a.id
      WHERE a.merchant_id = $1 AND a.customer_id = c.id AND a.code = '${prefix}:' || c.id::text
      GROUP BY a.currency HAVING sum(p.amount_minor) <> 0) b)`;
}

const DETAILS = `SELECT page.at::text AS cursor_at, page.id AS cursor_id, c.id, c.name, c.email, c.created_at,
    (SELECT count(*) FROM "order" WHERE merchant_id = $1 AND customer_id = c.id) AS order_count,
    ${balancesSql("wallet", -1)} AS wallets, ${balancesSql("accounts_receivable", 1)} AS receivables
  FROM page JOIN customer c ON c.merchant_id = $1 AND c.id = page.id`;

function customerCondition(key: SearchKey, merchant: string, filter: SqlFilter): string | null {
  switch (key.kind) {
    case "none":
      return null;
    case "words":
      return `c.id IN (${customersNamedSql(key.tsquery, merchant, filter.bind)})`;
    case "gateway_id":
      return `c.gateway_customer_id = ${filter.bind(key.id)}`;
    case "id":
      return key.of === "customer" ? `c.id = ${filter.bind(key.id)}::uuid` : "false";
    case "digits":
      return `c.id IN (${customersNamedSql(`'${key.digits}':*`, merchant, filter.bind)})`;
    case "trace_id":
      return "false";
  }
}

/** The SQL of one page and its values; its plan is checked by a test. */
export function customerListSql(
  merchantId: string,
  request: CustomerListRequest,
): { sql: string; values: unknown[] } {
  const filter = sqlFilter();
  const merchant = filter.bind(merchantId);
  const columns = { at: "c.created_at", id: "c.id" };
  const conditions = [
    `c.merchant_id = ${merchant}`,
    customerCondition(searchKey(request.search), merchant, filter),
    keysetCondition(request.page, columns, filter.bind),
  ];
  const ids = `SELECT c.id, c.created_at AS at FROM customer c WHERE ${whereSql(conditions)} ${keysetOrder(request.page, columns)}`;
  const order = keysetOrder(request.page, { at: "page.at", id: "page.id" });
  return { sql: `WITH page AS MATERIALIZED (${ids}) ${DETAILS} ${order}`, values: filter.values };
}

/** One page of the merchant's customers, newest first. Null for anybody but its staff. */
export async function listCustomers(
  actor: Actor,
  request: CustomerListRequest,
): Promise<CustomerList | null> {
  if (actor.kind !== "staff" || !permits(actor, "customer.read")) return null;
  const { sql, values } = customerListSql(actor.merchantId, request);
  const isSearch = searchKey(request.search).kind !== "none";
  const [rows, total] = await Promise.all([
    readRows(sql, values),
    isSearch ? null : estimateCount("customer c WHERE c.merchant_id = $1", [actor.merchantId]),
  ]);
  return { ...pageOf(rows, request.page, customerListRow), total };
}
