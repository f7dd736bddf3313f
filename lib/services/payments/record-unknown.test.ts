import { beforeAll, expect, test } from "vitest";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import { VELOCITY_WINDOW_MS } from "@/lib/domain/payments/payment-velocity";
import { gatewayFor } from "@/lib/gateways/registry";
import { aStartedPayment } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { declineQuestion } from "./decline-question";
import { recordUnknown } from "./record-unknown";

const stage = moneyStage({ webhooks: true });
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

async function aPayment() {
  const { paymentId, clientSecret } = await aStartedPayment(shop, await shop.customer());
  const [payment] = await inTransaction((tx) => findPayments(tx, shop.merchantId, [paymentId]));
  if (payment === undefined) throw new Error("It was started.");
  return { payment, clientSecret };
}

const toldOf = (paymentId: string) =>
  stage.rows(
    `SELECT 'order' AS log FROM order_event WHERE payment_id = $1 AND kind = 'payment_unknown'
       UNION ALL SELECT 'audit' FROM audit_event WHERE payment_id = $1 AND event_type = 'payment.outcome_unknown'`,
    [paymentId],
  );

test("AUD-03: that nobody knows what became of a payment is on the timeline and on record", async () => {
  const { payment } = await aPayment();
  await recordUnknown(shop.system(), payment);
  expect(await toldOf(payment.id)).toEqual([{ log: "order" }, { log: "audit" }]);
  await recordUnknown(shop.system(), payment);
  expect(await toldOf(payment.id)).toHaveLength(2);
});

test("is not said of a payment whose end is known by now", async () => {
  const { payment, clientSecret } = await aPayment();
  await payAsBrowser(stage, clientSecret);
  await stage.settle();
  await recordUnknown(shop.system(), payment);
  expect(await toldOf(payment.id)).toEqual([]);
});

test("declines count by the gateway's own event, since the window began", () => {
  const { clock } = shop.system();
  const { gateway, declineEventType, since } = declineQuestion(clock);
  expect(declineEventType).toBe(gatewayFor(gateway).declineEventType);
  expect(Math.abs(clock.now().getTime() - VELOCITY_WINDOW_MS - since.getTime())).toBeLessThan(5_000);
});
