import { beforeAll, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { inTransaction } from "@/lib/db/transaction";
import { findMerchant } from "@/lib/db/merchants";
import { lockOrders } from "@/lib/db/orders";
import { findPayments } from "@/lib/db/payments";
import { publicId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { ensureGatewayCustomer } from "../customers/ensure-gateway-customer";
import { createAtGateway } from "./create-at-gateway";
import { startPayment } from "./start-payment";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
  answered(await ensureGatewayCustomer(ada, ada.actor.customerId));
});

async function intentsOf(orderId: string) {
  const found = await stage.stripe.paymentIntents.list({ limit: 100 });
  return found.data.filter((intent) => intent.metadata["order_id"] === publicId("order", orderId));
}

const operationsOf = (paymentId: string) =>
  stage.rows<{ name: string; attempt: number; state: string; answer: Record<string, string> }>(
    "SELECT name, attempt, state, recovery_point, answer, reason, finished_at FROM operation WHERE payment_id = $1 AND command = 'create-payment' ORDER BY attempt",
    [paymentId],
  );

const creations = () =>
  stage.wire.requests.filter(({ method, path }) => method === "POST" && path === "/v1/payment_intents");

/** A payment whose creation was asked for and never answered, as long ago as that. */
async function aLostPayment(condition: "loses_requests" | "loses_replies", interval: string) {
  const { orderId } = await anOrder(shop, ada);
  stage.wire.become(condition);
  await startPayment(ada, { orderId, saveMethod: false });
  await stage.wire.reset();
  const [payment] = await stage.rows<{ id: string }>("SELECT id FROM payment WHERE order_id = $1", [orderId]);
  const paymentId = payment?.id ?? "";
  await stage.rows("UPDATE operation SET begun_at = begun_at - $2::interval WHERE payment_id = $1", [
    paymentId,
    interval,
  ]);
  return { orderId, paymentId };
}

test("is written down with the payment, and finished with its news", async () => {
  const { orderId } = await anOrder(shop, ada);
  let before: unknown;
  stage.wire.beforeReply(
    ({ method, path }) => method === "POST" && path === "/v1/payment_intents",
    async () => {
      before = await stage.rows(
        "SELECT state, recovery_point FROM operation WHERE order_id = $1 AND command = 'create-payment'",
        [orderId],
      );
    },
  );
  const { paymentId } = answered(await startPayment(ada, { orderId, saveMethod: false }));
  expect(before).toEqual([{ state: "begun", recovery_point: "begun" }]);
  const [intent] = await intentsOf(orderId);
  expect(await operationsOf(paymentId)).toMatchObject([
    {
      name: `payment:${paymentId}:create`,
      attempt: 1,
      state: "done",
      recovery_point: "answered",
      answer: { gatewayPaymentId: intent?.id },
    },
  ]);
});

test("GTW-17: a payment that was lost a day ago is looked for, not asked for again", async () => {
  const { orderId, paymentId } = await aLostPayment("loses_replies", "25 hours");
  const started = answered(await startPayment(ada, { orderId, saveMethod: false }));
  expect(started.paymentId).toBe(paymentId);
  expect(creations()).toEqual([]);
  expect(await intentsOf(orderId)).toHaveLength(1);
});

test("GTW-17: one that never arrived a day ago is asked for under a new key, once it is known not to be there", async () => {
  const { orderId, paymentId } = await aLostPayment("loses_requests", "25 hours");
  answered(await startPayment(ada, { orderId, saveMethod: false }));
  expect(creations().map((request) => request.idempotencyKey)).toEqual([`payment:${paymentId}:create:2`]);
  expect(await intentsOf(orderId)).toHaveLength(1);
});

test("F10: a refusal that the gateway read ends the attempt; the next has a key under which nothing is kept", async () => {
  const { orderId } = await anOrder(shop, ada);
  await stage.wire.cut();
  await startPayment(ada, { orderId, saveMethod: false });
  await stage.wire.mend();
  const [row] = await stage.rows<{ id: string }>("SELECT id FROM payment WHERE order_id = $1", [orderId]);
  const paymentId = row?.id ?? "";
  expect(await operationsOf(paymentId)).toMatchObject([{ state: "begun", reason: "gateway_not_reached" }]);
  const { merchantId } = shop;
  const begun = await inTransaction(async (tx) => ({
    payment: (await findPayments(tx, merchantId, [paymentId]))[0],
    order: (await lockOrders(tx, merchantId, [orderId]))[0],
    merchant: await findMerchant(tx, merchantId),
  }));
  const { payment, order, merchant } = begun;
  if (payment === undefined || order === undefined || merchant === null) throw new Error("It is not there.");
  const asked = await createAtGateway(ada, { payment, order, merchant, isNew: false }, "cus_nobody");
  expect(asked).toMatchObject({ outcome: "not_sent", code: "resource_missing" });
  expect(await operationsOf(paymentId)).toMatchObject([{ state: "refused", reason: "resource_missing" }]);
  answered(await startPayment(ada, { orderId, saveMethod: false }));
  expect(await operationsOf(paymentId)).toMatchObject([
    { attempt: 1, state: "refused" },
    { attempt: 2, state: "done" },
  ]);
});
