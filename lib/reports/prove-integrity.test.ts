import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSnapshot } from "@/lib/db/read-snapshot";
import { newId } from "@/lib/platform/ids";
import { sealAuditLog } from "@/lib/services/audit/seal-audit-log";
import { adjustWallet } from "@/lib/services/wallets/adjust-wallet";
import { money } from "@/lib/domain/money/money";
import { INVARIANT_IDS } from "./integrity-laws";
import { type CheckedInvariant, proveIntegrity } from "./prove-integrity";
import { anOrder } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";

const database = serviceDatabase();
let owner: pg.Client;
let shop: Shop;
let orderId: string;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  shop = await aShop();
  const ada = await shop.customer();
  ({ orderId } = await anOrder(shop, ada));
  answered(
    await adjustWallet(shop.staff("finance_admin"), {
      adjustmentKey: newId(),
      customerId: ada.actor.customerId,
      direction: "grant",
      amount: money(500n, "USD"),
      reason: "Thanks",
    }),
  );
});
afterAll(() => owner.end());

const prove = (merchantId: string | null = null) =>
  readSnapshot((reader) => proveIntegrity(reader, merchantId));

const broken = (checked: readonly CheckedInvariant[]) =>
  checked.filter(({ offenders }) => offenders.length > 0).map(({ id }) => id);

/** Breaks something past every guard, looks, and puts it back. */
async function whileBroken(sql: string, values: readonly unknown[] = []) {
  await owner.query("BEGIN");
  for (const table of [
    "posting",
    "journal_entry",
    "ledger_balance",
    "installment",
    "order",
    "payment",
    "order_event",
    "wallet_movement",
    "audit_event",
  ])
    await owner.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  try {
    await owner.query(sql, [...values]);
    return await proveIntegrity(owner, null);
  } finally {
    await owner.query("ROLLBACK");
  }
}

const aPayment = (state: string) => ({
  sql: `INSERT INTO payment (merchant_id, id, order_id, installment_id, customer_id, purpose, tender, gateway, state, currency,
      amount_minor, metadata, created_at, captured_at, trace_id, next_check_at, refunded_minor)
    SELECT o.merchant_id, $2, o.id, i.id, o.customer_id, 'full', 'card', 'stripe', '${state}', o.currency, i.amount_minor, '{}',
      now(), CASE WHEN '${state}' = 'completed' THEN now() END, 't', NULL, 0
    FROM "order" o JOIN installment i ON i.merchant_id = o.merchant_id AND i.order_id = o.id WHERE o.id = $1`,
  id: newId(),
});

test("everything holds in books that the services wrote; what has no objects yet is said to be unchecked", async () => {
  const checked = await prove();
  expect(checked.map(({ id }) => id)).toEqual(INVARIANT_IDS);
  expect(broken(checked)).toEqual([]);
  expect(checked.filter(({ offenderCount }) => offenderCount === null).map(({ id }) => id)).toEqual([]);
});

describe("is found, with the record to look at:", () => {
  test("I1: a posting that unbalances its entry", async () => {
    const checked = await whileBroken(
      `UPDATE posting SET amount_minor = amount_minor + 1 WHERE (entry_id, position) =
         (SELECT entry_id, position FROM posting ORDER BY entry_id, position LIMIT 1)`,
    );
    expect(broken(checked)).toEqual(expect.arrayContaining(["I1"]));
    expect(checked[0]?.offenders[0]).toMatchObject({ kind: "journal_entry" });
  });

  test("I2: a wallet whose balance is not the sum of its postings", async () => {
    expect(broken(await whileBroken("UPDATE ledger_balance SET balance_minor = balance_minor - 1"))).toEqual([
      "I2",
    ]);
  });

  test.each([
    ["a lot that lost a cent", "UPDATE wallet_lot SET remaining_minor = remaining_minor - 1"],
    ["a lot that counts more as held than is", "UPDATE wallet_lot SET held_minor = 1"],
    ["a movement that was changed", "UPDATE wallet_movement SET amount_minor = amount_minor + 1"],
    [
      "a lot that came from nowhere",
      `INSERT INTO wallet_lot (merchant_id, id, customer_id, currency, kind, granted_minor,
        remaining_minor, priority, is_refundable, origin_kind, origin_id, granted_at)
      SELECT merchant_id, gen_random_uuid(), customer_id, currency, kind, 1, 1, 1, false, 'adjustment', 'x', now() FROM wallet_lot LIMIT 1`,
    ],
  ])("I2, WAL-04: %s", async (_name, sql) => {
    expect(broken(await whileBroken(sql))).toEqual(["I2"]);
  });

  test("I3: an installment that counts money which was never captured", async () => {
    expect(
      broken(await whileBroken("UPDATE installment SET state = 'paid', paid_minor = amount_minor")),
    ).toEqual(["I3"]);
  });

  test("I4: a captured payment without an entry", async () => {
    const { sql, id } = aPayment("completed");
    const checked = await whileBroken(sql, [orderId, id]);
    expect(broken(checked)).toEqual(["I4"]);
    expect(checked.find((one) => one.id === "I4")?.offenders).toMatchObject([{ kind: "payment", id }]);
  });

  test("I5: a refund of a payment that was never captured", async () => {
    const { sql, id } = aPayment("pending");
    const refunded = sql.replace("NULL, 0\n", "NULL, 1\n");
    expect(broken(await whileBroken(refunded, [orderId, id]))).toEqual(["I5"]);
  });

  test("I6: a payment that was created twice", async () => {
    const checked = await whileBroken(
      `INSERT INTO operation (merchant_id, name, attempt, command, input_hash, state, recovery_point, actor_kind, actor_name,
         trace_id, finished_at, answer)
       SELECT $1, 'payment:x:create', attempt, 'create-payment', 'h', 'done', 'answered', 'system', 'Test', 't', now(),
         jsonb_build_object('gatewayPaymentId', 'pi_' || attempt)
       FROM generate_series(1, 2) attempt`,
      [shop.merchantId],
    );
    expect(broken(checked)).toEqual(["I6"]);
  });

  test("I7: an order that is somewhere its timeline does not lead", async () => {
    expect(broken(await whileBroken(`UPDATE "order" SET state = 'canceled'`))).toEqual(["I7"]);
  });

  test("I8: an entry that is not what was posted", async () => {
    expect(
      broken(await whileBroken("UPDATE journal_entry SET occurred_at = occurred_at + interval '1 day'")),
    ).toEqual(["I8"]);
  });

  test("I10: an unknown payment that nobody will ask about, and an act that never ended", async () => {
    const { sql, id } = aPayment("outcome_unknown");
    expect(broken(await whileBroken(sql, [orderId, id]))).toEqual(["I10"]);
    const checked = await whileBroken(
      `INSERT INTO operation (merchant_id, name, attempt, command, input_hash, state, recovery_point, actor_kind, actor_name,
         trace_id, begun_at)
       VALUES ($1, 'payment-method:x:detach', 1, 'remove-method', 'h', 'begun', 'asked', 'system', 'T', 't', now() - interval '2 hours')`,
      [shop.merchantId],
    );
    expect(broken(checked)).toEqual(["I10"]);
  });

  test("I9, F59: an audit record that is not what was sealed", async () => {
    while (await sealAuditLog());
    const checked = await whileBroken(
      "UPDATE audit_event SET outcome = 'failed' WHERE event_type = 'order.placed'",
    );
    expect(broken(checked)).toEqual(["I9"]);
  });

  test.each([
    {
      name: "has another name at the gateway than the one it was created under",
      own: "pi_own",
      age: "0 hours",
    },
    { name: "was created at the gateway an hour ago and never linked", own: null, age: "2 hours" },
  ])("I11: a payment that $name", async ({ own, age }) => {
    const { sql, id } = aPayment("pending");
    await owner.query("BEGIN");
    await owner.query(sql, [orderId, id]);
    await owner.query("UPDATE payment SET gateway_payment_id = $2 WHERE id = $1", [id, own]);
    await owner.query(
      `INSERT INTO operation (merchant_id, name, attempt, command, input_hash, state, recovery_point, actor_kind, actor_name,
         trace_id, finished_at, payment_id, answer)
       VALUES ($1, 'payment:y:create', 1, 'create-payment', 'h', 'done', 'answered', 'system', 'T', 't',
         now() - $3::interval, $2, '{"gatewayPaymentId":"pi_other"}')`,
      [shop.merchantId, id, age],
    );
    expect(broken(await proveIntegrity(owner, null))).toEqual(["I11"]);
    await owner.query("ROLLBACK");
  });

  test.each([
    ["a secret key", ["sk", "live", "a".repeat(24)].join("_")],
    ["a webhook's secret", ["whsec", "b".repeat(24)].join("_")],
    ["a card number", ["4242", "4242", "4242", "4242"].join(" ")],
  ])("I12: %s in a text", async (_what, secret) => {
    const checked = await whileBroken(
      "UPDATE order_event SET details = jsonb_build_object('note', $1::text)",
      [secret],
    );
    expect(broken(checked)).toEqual(["I12"]);
    expect(JSON.stringify(checked)).not.toContain(secret);
  });

  test("I12: but not an id or an amount that only looks like one", async () => {
    const checked = await whileBroken(
      "UPDATE order_event SET details = jsonb_build_object('note', $1::text)",
      ["order 4242424242424243, total 4000000000000000000"],
    );
    expect(broken(checked)).toEqual([]);
  });

  test("I13: an order whose installments are not its total", async () => {
    expect(broken(await whileBroken("UPDATE installment SET amount_minor = amount_minor + 1"))).toEqual([
      "I13",
    ]);
    expect(broken(await whileBroken("UPDATE installment SET tax_minor = 1 WHERE amount_minor > 0"))).toEqual([
      "I13",
    ]);
  });
});

test("one merchant's page shows no other's offenders", async () => {
  const other = await aShop();
  await owner.query("BEGIN");
  await owner.query(`ALTER TABLE "order" DISABLE TRIGGER USER`);
  await owner.query(`UPDATE "order" SET state = 'canceled' WHERE merchant_id = $1`, [shop.merchantId]);
  expect(broken(await proveIntegrity(owner, other.merchantId))).toEqual([]);
  expect(broken(await proveIntegrity(owner, shop.merchantId))).toEqual(["I7"]);
  await owner.query("ROLLBACK");
});
