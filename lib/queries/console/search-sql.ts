import type { Branch } from "./branch-sql";
import type { SearchKey } from "./search-key";
import { leastIdAt } from "./sql-filter";

type Bind = (value: unknown) => string;

/** Customers whose name or e-mail address has these words. The limit keeps a search for "a" from reading everybody. */
const CUSTOMERS_MAX = 1_000;

/** Ids of the merchant's customers that the words name; the expression is that of the index customer_search. */
export function customersNamedSql(tsquery: string, merchant: string, bind: Bind): string {
  if (tsquery === "") return "SELECT NULL::uuid AS id WHERE false";
  return (
    `SELECT id FROM customer WHERE merchant_id = ${merchant} ` +
    `AND to_tsvector('simple'::regconfig, translate(name || ' ' || email, '@._+-', '     ')) ` +
    `@@ to_tsquery('simple', ${bind(tsquery)}) ` +
    `LIMIT ${CUSTOMERS_MAX}`
  );
}

/** Ids of payments, by a gateway's id: its intent, its charge, a declined attempt's charge, or an event about either. */
export function paymentsOfGatewayIdSql(id: string, merchant: string, bind: Bind): string {
  const given = bind(id);
  const objects = id.startsWith("evt_")
    ? `SELECT object_id FROM webhook_event WHERE external_id = ${given} AND merchant_id = ${merchant}`
    : `SELECT ${given}::text`;
  return `WITH object(object_id) AS MATERIALIZED (${objects})
    SELECT id FROM payment WHERE merchant_id = ${merchant} AND gateway_payment_id IN (SELECT object_id FROM object)
    UNION SELECT id FROM payment WHERE merchant_id = ${merchant} AND gateway_charge_id IN (SELECT object_id FROM object)
    UNION SELECT payment_id FROM payment_attempt
      WHERE merchant_id = ${merchant} AND external_id IN (SELECT object_id FROM object)`;
}

/** Ids of orders that a trace touched: by the payment it began, and by the audit record that each act leaves. */
function ordersOfTraceSql(traceId: string, merchant: string, bind: Bind): string {
  const given = bind(traceId);
  return ["payment", "audit_event"]
    .map((table) => `SELECT order_id FROM ${table} WHERE merchant_id = ${merchant} AND trace_id = ${given}`)
    .join(" UNION ");
}

/**
 * A condition on `e` (journal_entry) that keeps the entries of a trace. There is no index on the trace, which would cost every
 * posting: entries are found by the trace's orders, or by its audit records' instants, with which the ids of entries begin.
 */
export function entriesOfTraceSql(traceId: string, merchant: string, bind: Bind): string {
  const given = bind(traceId);
  return `e.trace_id = ${given} AND e.id IN (
    SELECT j.id FROM journal_entry j
      WHERE j.merchant_id = ${merchant} AND j.order_id IN (${ordersOfTraceSql(traceId, merchant, bind)})
    UNION ALL
    SELECT j.id FROM audit_event a JOIN journal_entry j ON j.merchant_id = a.merchant_id
      AND j.id BETWEEN ${leastIdAt("a.timestamp - interval '1 minute'")} AND ${leastIdAt("a.timestamp + interval '1 minute'")}
      WHERE a.merchant_id = ${merchant} AND a.trace_id = ${given})`;
}

/** The orders (as `o`) that a key names. */
export function orderBranches(key: SearchKey, merchant: string, bind: Bind): readonly Branch[] {
  switch (key.kind) {
    case "none":
      return [{ kind: "all" }];
    case "words":
      return [{ kind: "per_customer", customers: customersNamedSql(key.tsquery, merchant, bind) }];
    case "trace_id":
      return [{ kind: "where", condition: `o.id IN (${ordersOfTraceSql(key.id, merchant, bind)})` }];
    case "gateway_id":
      return [{ kind: "where", condition: orderOfGatewayIdSql(key.id, merchant, bind) }];
    case "digits":
      return digitBranches(key.digits, merchant, bind);
    case "id":
      return [{ kind: "where", condition: orderOfIdSql(key, merchant, bind) }];
  }
}

function customersOfGatewayIdSql(id: string, merchant: string, bind: Bind): string {
  return `SELECT id FROM customer WHERE merchant_id = ${merchant} AND gateway_customer_id = ${bind(id)}`;
}

function orderOfGatewayIdSql(id: string, merchant: string, bind: Bind): string {
  if (id.startsWith("cus_")) return `o.customer_id IN (${customersOfGatewayIdSql(id, merchant, bind)})`;
  return `o.id IN (SELECT order_id FROM payment WHERE merchant_id = ${merchant}
    AND id IN (${paymentsOfGatewayIdSql(id, merchant, bind)}))`;
}

/** Two branches rather than an OR: the one takes a single row from an index, the other may be common or rare. */
function digitBranches(digits: string, merchant: string, bind: Bind): Branch[] {
  const byNumber: Branch = { kind: "where", condition: `o.number = ${bind(digits)}::bigint` };
  if (digits.length !== 4) return [byNumber];
  const withCard = `SELECT order_id FROM payment WHERE merchant_id = ${merchant} AND card_last4 = ${bind(digits)}`;
  return [byNumber, { kind: "where", condition: `o.id IN (${withCard})` }];
}

function orderOfIdSql(key: Extract<SearchKey, { kind: "id" }>, merchant: string, bind: Bind): string {
  const id = `${bind(key.id)}::uuid`;
  switch (key.of) {
    case "order":
      return `o.id = ${id}`;
    case "customer":
      return `o.customer_id = ${id}`;
    case "payment":
      return `o.id = (SELECT order_id FROM payment WHERE merchant_id = ${merchant} AND id = ${id})`;
    case "invoice":
      return `o.id = (SELECT order_id FROM invoice WHERE merchant_id = ${merchant} AND id = ${id})`;
    case "journalEntry":
      return `o.id = (SELECT order_id FROM journal_entry WHERE merchant_id = ${merchant} AND id = ${id})`;
  }
}

/** The payments (as `p`) that a key names: its own ids, or those of the order, customer, invoice or entry. */
export function paymentBranches(key: SearchKey, merchant: string, bind: Bind): readonly Branch[] {
  switch (key.kind) {
    case "none":
      return [{ kind: "all" }];
    case "words":
      return [{ kind: "per_customer", customers: customersNamedSql(key.tsquery, merchant, bind) }];
    case "trace_id":
      return [{ kind: "where", condition: `p.id IN (${paymentsOfTraceSql(key.id, merchant, bind)})` }];
    case "gateway_id": {
      const ids = key.id.startsWith("cus_")
        ? `p.customer_id IN (${customersOfGatewayIdSql(key.id, merchant, bind)})`
        : `p.id IN (${paymentsOfGatewayIdSql(key.id, merchant, bind)})`;
      return [{ kind: "where", condition: ids }];
    }
    case "digits":
      return paymentDigitBranches(key.digits, merchant, bind);
    case "id":
      return [{ kind: "where", condition: paymentOfIdSql(key, merchant, bind) }];
  }
}

function paymentsOfTraceSql(traceId: string, merchant: string, bind: Bind): string {
  const given = bind(traceId);
  return `SELECT id FROM payment WHERE merchant_id = ${merchant} AND trace_id = ${given}
    UNION SELECT payment_id FROM audit_event WHERE merchant_id = ${merchant} AND trace_id = ${given}`;
}

function paymentDigitBranches(digits: string, merchant: string, bind: Bind): Branch[] {
  const order = `SELECT id FROM "order" WHERE merchant_id = ${merchant} AND number = ${bind(digits)}::bigint`;
  const byOrder: Branch = { kind: "where", condition: `p.order_id = (${order})` };
  if (digits.length !== 4) return [byOrder];
  return [byOrder, { kind: "where", condition: `p.card_last4 = ${bind(digits)}` }];
}

function paymentOfIdSql(key: Extract<SearchKey, { kind: "id" }>, merchant: string, bind: Bind): string {
  const id = `${bind(key.id)}::uuid`;
  switch (key.of) {
    case "payment":
      return `p.id = ${id}`;
    case "order":
      return `p.order_id = ${id}`;
    case "customer":
      return `p.customer_id = ${id}`;
    case "invoice":
      return `p.order_id = (SELECT order_id FROM invoice WHERE merchant_id = ${merchant} AND id = ${id})`;
    case "journalEntry":
      return `p.id = (SELECT payment_id FROM journal_entry WHERE merchant_id = ${merchant} AND id = ${id})`;
  }
}
