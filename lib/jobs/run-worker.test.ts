import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import type { ServiceContext } from "@/lib/services/context";
import { ensureGatewayCustomer } from "@/lib/services/customers/ensure-gateway-customer";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { startPayment } from "@/lib/services/payments/start-payment";
import { type RunningWorker, runWorker } from "./run-worker";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { until } from "@/test/support/until";

const stage = moneyStage({ webhooks: true });
let shop: Shop;
let ada: ServiceContext<CustomerActor>;
let workers: RunningWorker[] = [];

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
  // Known at the gateway, so that what a test loses is about the payment.
  answered(await ensureGatewayCustomer(ada, ada.actor.customerId));
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
});

async function work(count = 1): Promise<void> {
  workers = await Promise.all(Array.from({ length: count }, runWorker));
}

const has = async (sql: string, values: readonly unknown[]) => (await stage.rows(sql, values)).length > 0;
const receiptOf = (orderId: string) =>
  ["SELECT subject, state FROM mail WHERE order_id = $1 AND kind = 'payment_receipt'", [orderId]] as const;

describe("the worker", () => {
  test("takes a payment from the gateway's event to the paid order, the receipt and the kept card", async () => {
    await work();
    const { orderId, clientSecret } = await aStartedPayment(shop, ada, { saveMethod: true });
    await payAsBrowser(stage, clientSecret);
    await until("the receipt is mailed", () => has(...receiptOf(orderId)));
    await until("the card is kept", () =>
      has("SELECT id FROM payment_method WHERE customer_id = $1", [ada.actor.customerId]),
    );
    expect(await stage.rows('SELECT state FROM "order" WHERE id = $1', [orderId])).toEqual([
      { state: "paid" },
    ]);
    await until("the queue is empty", async () => !(await has("SELECT id FROM graphile_worker.jobs", [])));
    expect(await stage.rows(...receiptOf(orderId))).toHaveLength(1);
    expect(await has("SELECT beat_at FROM heartbeat WHERE process = 'worker'", [])).toBe(true);
  });

  test("in three copies does everything once", async () => {
    await work(3);
    const started = await Promise.all(
      Array.from({ length: 6 }, async () => aStartedPayment(shop, await shop.customer())),
    );
    await Promise.all(started.map(({ clientSecret }) => payAsBrowser(stage, clientSecret)));
    await until("all receipts are mailed", async () => {
      const mails = await stage.rows(
        "SELECT id FROM mail WHERE kind = 'payment_receipt' AND order_id = ANY ($1)",
        [started.map(({ orderId }) => orderId)],
      );
      return mails.length === started.length;
    });
    await until("the queue is empty", async () => !(await has("SELECT id FROM graphile_worker.jobs", [])));
    const mails = await stage.rows(
      "SELECT id FROM mail WHERE kind = 'payment_receipt' AND order_id = ANY ($1)",
      [started.map(({ orderId }) => orderId)],
    );
    expect(mails).toHaveLength(6);
  });

  test("voids the open payment of a canceled order", async () => {
    await work();
    const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, ada);
    answered(await cancelOrder(ada, { orderId, reason: "Changed my mind" }));
    await until("the payment is void", () =>
      has("SELECT id FROM payment WHERE id = $1 AND state = 'canceled'", [paymentId]),
    );
    expect((await stage.stripe.paymentIntents.retrieve(clientSecret.split("_secret_")[0] ?? "")).status).toBe(
      "canceled",
    );
  });

  test("resolves an unknown outcome without anybody asking", async () => {
    const { orderId } = await anOrder(shop, ada);
    stage.wire.become("loses_replies");
    const lost = refused(await startPayment(ada, { orderId, saveMethod: false }));
    await stage.wire.reset();
    expect(lost.kind).toBe("outcome_unknown");
    await stage.rows("UPDATE payment SET next_check_at = now() WHERE order_id = $1", [orderId]);
    await work();
    await until("the payment is known", () =>
      has(
        "SELECT id FROM payment WHERE order_id = $1 AND state = 'pending' AND gateway_payment_id IS NOT NULL",
        [orderId],
      ),
    );
  });

  test("F46: that is stopped in the middle of things loses nothing: the next one finishes them", async () => {
    const started = await Promise.all(
      Array.from({ length: 8 }, async () => aStartedPayment(shop, await shop.customer())),
    );
    const orderIds = started.map(({ orderId }) => orderId);
    await work(2);
    const paying = Promise.all(started.map(({ clientSecret }) => payAsBrowser(stage, clientSecret)));
    await until("the first order is paid", () =>
      has(`SELECT id FROM "order" WHERE id = ANY ($1) AND state = 'paid'`, [orderIds]),
    );
    await Promise.all(workers.map((worker) => worker.stop()));
    workers = [];
    await paying;
    await stage.control("POST", "settle", { balance: false });
    expect(await stage.rows("SELECT id FROM graphile_worker.jobs WHERE locked_by IS NOT NULL")).toEqual([]);
    await work();
    await until("all receipts are mailed", async () => {
      const mails = await stage.rows(
        "SELECT id FROM mail WHERE kind = 'payment_receipt' AND order_id = ANY ($1)",
        [orderIds],
      );
      return mails.length === orderIds.length;
    });
    await until("the queue is empty", async () => !(await has("SELECT id FROM graphile_worker.jobs", [])));
    expect(await stage.rows("SELECT id FROM outbox_job WHERE relayed_at IS NULL")).toEqual([]);
  });
});
