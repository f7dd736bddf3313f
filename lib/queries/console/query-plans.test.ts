import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { appDatabase } from "@/test/builders/app-database";
import { openMerchant } from "@/test/builders/console-books";
import { encodeCursor, FIRST_PAGE, type PageRequest, pageRequest } from "./keyset";
import { customerListSql } from "./list-customers";
import { journalEntryListSql } from "./list-journal-entries";
import { orderListSql, type OrderListRequest } from "./list-orders";
import { paymentListSql } from "./list-payments";

const database = appDatabase();
const ORDER_COUNT = 20_000;
const CUSTOMER_COUNT = 12_000;

let merchantId: string;

/** Orders, customers and payments enough that a plan without an index would be a bad one; written as one set each. */
beforeAll(async () => {
  const shop = await openMerchant(database.owner, "plans");
  merchantId = shop.merchantId;
  const base = newId().slice(0, 24);
  const id = (n: string) => `('${base}' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  await database.owner.query(
    `INSERT INTO customer (merchant_id, id, name, email, created_at)
       SELECT $1, ${id("n")}, 'Person' || n || ' Family' || n % 700, 'person' || n || '@example.com', now() - n * interval '1 minute'
       FROM generate_series(1, ${CUSTOMER_COUNT}) n`,
    [merchantId],
  );
  await database.owner.query(
    `INSERT INTO "order" (merchant_id, id, number, customer_id, state, currency, subtotal_minor, total_minor, terms, workflow,
       placement_key, placement_hash, placed_at)
       SELECT $1, ${id("n")}, n, ${id(`1 + n % ${CUSTOMER_COUNT}`)},
         (CASE WHEN n % 500 = 0 THEN 'sites_ready' ELSE 'confirmed' END)::order_state, 'USD', 100, 100, '{}', '{}', n::text, '',
         now() - n * interval '1 minute'
       FROM generate_series(1, ${ORDER_COUNT}) n`,
    [merchantId],
  );
  await database.owner.query(
    `INSERT INTO installment (merchant_id, id, order_id, position, state, currency, amount_minor)
       SELECT $1, ${id("n")}, ${id("n")}, 1, 'due', 'USD', 100 FROM generate_series(1, ${ORDER_COUNT}) n`,
    [merchantId],
  );
  await database.owner.query(
    `INSERT INTO payment (merchant_id, id, order_id, installment_id, customer_id, purpose, tender, gateway, state, currency,
       amount_minor, gateway_payment_id, gateway_charge_id, card_last4, metadata, created_at, trace_id)
       SELECT $1, ${id("n")}, ${id("n")}, ${id("n")}, ${id(`1 + n % ${CUSTOMER_COUNT}`)}, 'full', 'card', 'stripe',
         (CASE WHEN n % 900 = 0 THEN 'outcome_unknown' ELSE 'canceled' END)::payment_state, 'USD', 100, 'pi_' || n, 'ch_' || n,
         CASE WHEN n % 2 = 0 THEN '4242' ELSE lpad((n % 9000)::text, 4, '0') END, '{}', now() - n * interval '1 minute', md5(n::text)
       FROM generate_series(1, ${ORDER_COUNT}) n`,
    [merchantId],
  );
  await database.owner.query("ANALYZE");
}, 60_000);

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly Plans?: readonly PlanNode[];
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

async function planOf(query: { sql: string; values: unknown[] }): Promise<PlanNode[]> {
  const { rows } = await database.owner.query<{ "QUERY PLAN": readonly { Plan: PlanNode }[] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${query.sql}`,
    query.values,
  );
  const [explained] = rows[0]?.["QUERY PLAN"] ?? [];
  return explained ? nodesOf(explained.Plan) : [];
}

const BIG = new Set(["order", "payment", "customer"]);

/** No big table is read from end to end, and no step reads more rows than a few pages hold. */
async function expectIndexed(query: { sql: string; values: unknown[] }, rowsMax: number): Promise<void> {
  const nodes = await planOf(query);
  const scanned = nodes.filter(
    (node) => node["Node Type"] === "Seq Scan" && BIG.has(node["Relation Name"] ?? ""),
  );
  expect(scanned).toEqual([]);
  const most = Math.max(...nodes.map((node) => (node["Actual Rows"] ?? 0) * (node["Actual Loops"] ?? 0)));
  expect(most).toBeLessThanOrEqual(rowsMax);
}

const ANY = { search: "", state: null, customerId: null, page: FIRST_PAGE };
const ANY_DAY = { from: null, to: null };
const deep: PageRequest = pageRequest({
  older: encodeCursor({ at: "2020-01-01 00:00:00+00", id: "00000000-0000-0000-0000-000000000000" }),
});

describe("the plan of the order list", () => {
  const orders = (request: Partial<OrderListRequest>) =>
    orderListSql(merchantId, { ...ANY, placed: ANY_DAY, ...request });

  test.each<[string, Partial<OrderListRequest>, number]>([
    ["its first page", {}, 200],
    ["a page far down", { page: deep }, 200],
    ["one rare state", { state: "sites_ready" }, 300],
    ["some days", { placed: { from: "2020-01-01", to: "2020-01-02" } }, 200],
    ["a number", { search: "777" }, 200],
    ["a number that is also a last four", { search: "7777" }, 300],
    ["a common last four", { search: "4242" }, 500],
    ["an e-mail address", { search: "person777@example.com" }, 300],
    ["the beginning of a name", { search: "person77" }, 500],
    ["a payment intent", { search: "pi_777" }, 200],
    ["a charge", { search: "ch_777" }, 200],
    ["a trace", { search: "f1c1592588411002af340cbaedd6fc33" }, 200],
  ])("of %s goes by indexes", async (_name, request, rowsMax) => {
    await expectIndexed(orders(request), rowsMax);
  });
});

describe("the plan of the payment list", () => {
  test.each([
    ["its first page", { search: "" }, 200],
    ["a rare state", { search: "", state: "outcome_unknown" as const }, 300],
    ["a rare last four", { search: "0777" }, 300],
    ["a common last four", { search: "4242" }, 300],
    ["a charge", { search: "ch_777" }, 200],
  ])("of %s goes by indexes", async (_name, request, rowsMax) => {
    await expectIndexed(paymentListSql(merchantId, { ...ANY, created: ANY_DAY, ...request }), rowsMax);
  });
});

test("the plans of customers and of the journal go by indexes", async () => {
  await expectIndexed(customerListSql(merchantId, { search: "", page: FIRST_PAGE }), 300);
  await expectIndexed(
    customerListSql(merchantId, { search: "person777@example.com", page: FIRST_PAGE }),
    200,
  );
  await expectIndexed(
    journalEntryListSql(merchantId, { search: "", kind: null, occurred: ANY_DAY, page: FIRST_PAGE }),
    200,
  );
});
