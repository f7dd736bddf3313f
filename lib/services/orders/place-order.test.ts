import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { attachSite } from "./attach-site";
import { placeOrder } from "./place-order";
import type { ServiceContext } from "../context";
import { type Shop, aShop } from "@/test/builders/shop";
import { siteIdsOf } from "@/test/builders/orders";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop({ paymentAmountMaxMinor: 200_000n });
  ada = await shop.customer();
});

const one = (productId: string, quantity = 1) => ({
  placementKey: newId(),
  lines: [{ productId, quantity }],
});

async function orderRow(orderId: string) {
  const [row] = await stage.rows<{ state: string; total_minor: bigint; number: bigint; workflow: unknown }>(
    'SELECT state, total_minor, number, workflow FROM "order" WHERE id = $1',
    [orderId],
  );
  return row;
}

const kindsOf = async (orderId: string) =>
  (
    await stage.rows<{ kind: string }>(
      "SELECT kind FROM order_event WHERE order_id = $1 ORDER BY recorded_at, id",
      [orderId],
    )
  ).map((row) => row.kind);

describe("placing an order", () => {
  test("is refused to staff: a commitment is the buyer's own", async () => {
    for (const role of ["support", "finance_admin", "platform_admin"] as const) {
      expect(refused(await placeOrder(shop.staff(role), one(shop.courseId)))).toEqual({
        kind: "forbidden",
        code: "missing_permission",
        permission: "order.place",
      });
    }
  });

  test("SEC-15: does not find another merchant's product, nor one that is not there", async () => {
    const other = await aShop();
    for (const productId of [other.courseId, newId()]) {
      expect(refused(await placeOrder(ada, one(productId)))).toMatchObject({
        kind: "not_found",
        code: "product_not_found",
      });
    }
  });

  test("answers the same order when it is asked twice with one key", async () => {
    const command = {
      placementKey: newId(),
      lines: [
        { productId: shop.courseId, quantity: 1 },
        { productId: shop.placementId, quantity: 2 },
      ],
    };
    const first = answered(await placeOrder(ada, command));
    expect(answered(await placeOrder(ada, command))).toEqual(first);
    expect(answered(await placeOrder(ada, { ...command, lines: command.lines.toReversed() }))).toEqual(first);
    expect(await siteIdsOf(first.orderId)).toHaveLength(2);
  });

  test("refuses the key of another order, and leaves that order as it is", async () => {
    const command = one(shop.courseId);
    const { orderId } = answered(await placeOrder(ada, command));
    const other = { ...command, lines: [{ productId: shop.courseId, quantity: 2 }] };
    expect(refused(await placeOrder(ada, other))).toMatchObject({
      kind: "conflict",
      code: "idempotency_conflict",
    });
    expect(await orderRow(orderId)).toMatchObject({ total_minor: 12_000n });
  });

  test("does not let one customer's key reach another customer's order", async () => {
    const command = one(shop.courseId);
    const mine = answered(await placeOrder(ada, command));
    const theirs = answered(await placeOrder(await shop.customer("Mallory"), command));
    expect(theirs.orderId).not.toBe(mine.orderId);
  });

  test("refuses an order without lines", async () => {
    expect(refused(await placeOrder(ada, { placementKey: newId(), lines: [] }))).toMatchObject({
      code: "order_is_empty",
    });
  });

  test.each([0, -1, 100, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses a quantity of %d",
    async (quantity) => {
      expect(refused(await placeOrder(ada, one(shop.courseId, quantity)))).toEqual({
        kind: "rejected",
        code: "quantity_out_of_range",
      });
    },
  );

  test("refuses more lines than an order may have", async () => {
    const lines = Array.from({ length: 51 }, () => ({ productId: shop.courseId, quantity: 1 }));
    expect(refused(await placeOrder(ada, { placementKey: newId(), lines }))).toMatchObject({
      code: "quantity_out_of_range",
    });
  });

  test("refuses what is no longer sold, and what is not sold by order", async () => {
    const withdrawn = await shop.product({ kind: "course", priceMinor: 100n });
    await stage.rows("UPDATE product SET is_active = false WHERE id = $1", [withdrawn]);
    const subscription = await shop.product({ kind: "subscription", priceMinor: 100n });
    for (const productId of [withdrawn, subscription]) {
      expect(refused(await placeOrder(ada, one(productId)))).toEqual({
        kind: "rejected",
        code: "product_not_available",
      });
    }
  });

  test("refuses to mix currencies in one order", async () => {
    const yen = await shop.product({ kind: "course", priceMinor: 100n, currency: "JPY" });
    const lines = [yen, shop.courseId].map((productId) => ({ productId, quantity: 1 }));
    expect(refused(await placeOrder(ada, { placementKey: newId(), lines }))).toEqual({
      kind: "rejected",
      code: "currency_mismatch",
    });
  });

  test("VAL-07: allows the merchant's highest amount and refuses one unit more", async () => {
    const highest = await shop.product({ kind: "course", priceMinor: 200_000n });
    const tooHigh = await shop.product({ kind: "course", priceMinor: 200_001n });
    answered(await placeOrder(ada, one(highest)));
    expect(refused(await placeOrder(ada, one(tooHigh)))).toEqual({
      kind: "rejected",
      code: "amount_above_limit",
    });
  });

  test("makes a course alone payable at once, with an invoice and the debt in the ledger", async () => {
    const { orderId } = answered(await placeOrder(ada, one(shop.courseId)));
    expect(await orderRow(orderId)).toMatchObject({
      state: "payment_pending",
      total_minor: 12_000n,
      workflow: { approval: "none" },
    });
    expect(await kindsOf(orderId)).toEqual(["order_placed", "order_payable", "invoice_issued"]);
    expect(
      await stage.rows("SELECT state, amount_minor FROM invoice WHERE order_id = $1", [orderId]),
    ).toEqual([{ state: "open", amount_minor: 12_000n }]);
    expect(await stage.rows("SELECT kind FROM journal_entry WHERE order_id = $1", [orderId])).toEqual([
      { kind: "invoice_issued" },
    ]);
  });

  test("lets an order with sites wait for their approval: nothing is due and nothing is posted", async () => {
    const lines = [
      { productId: shop.placementId, quantity: 3 },
      { productId: shop.courseId, quantity: 1 },
    ];
    const { orderId } = answered(await placeOrder(ada, { placementKey: newId(), lines }));
    expect(await orderRow(orderId)).toMatchObject({
      state: "confirmed",
      total_minor: 87_000n,
      workflow: { approval: "sites" },
    });
    expect(await stage.rows("SELECT state FROM site WHERE order_id = $1", [orderId])).toHaveLength(3);
    expect(await stage.rows("SELECT id FROM invoice WHERE order_id = $1", [orderId])).toEqual([]);
    expect(await stage.rows("SELECT id FROM journal_entry WHERE order_id = $1", [orderId])).toEqual([]);
    expect(await stage.rows("SELECT state FROM installment WHERE order_id = $1", [orderId])).toEqual([
      { state: "scheduled" },
    ]);
  });

  test("charges the price of the day it was placed, whatever the catalog says later", async () => {
    const productId = await shop.product({ kind: "site_placement", priceMinor: 500n });
    const { orderId } = answered(await placeOrder(ada, one(productId, 2)));
    await stage.rows("UPDATE product SET price_minor = 900 WHERE id = $1", [productId]);
    const [siteId = ""] = await siteIdsOf(orderId);
    answered(await attachSite(shop.staff("support"), { siteId, url: "https://example.test", note: null }));
    expect(await orderRow(orderId)).toMatchObject({ total_minor: 1_000n });
  });

  test("leaves one confirmation mail to send and one record of who placed it", async () => {
    const { orderId } = answered(await placeOrder(ada, one(shop.courseId)));
    expect(
      await stage.rows("SELECT job, payload, trace_id FROM outbox_job WHERE payload ->> 'orderId' = $1", [
        orderId,
      ]),
    ).toEqual([{ job: "send-mail", payload: { kind: "order_confirmed", orderId }, trace_id: ada.traceId }]);
    expect(
      await stage.rows(
        "SELECT event_type, user_id, amount_minor, ip_address FROM audit_event WHERE order_id = $1",
        [orderId],
      ),
    ).toEqual([
      {
        event_type: "order.placed",
        user_id: ada.actor.loginId,
        amount_minor: 12_000n,
        ip_address: "203.0.113.7",
      },
    ]);
  });
});
