import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { pool } from "@/lib/db/pool";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import type { ServiceContext } from "../context";
import { startMethodSetup } from "../payment-methods/start-method-setup";
import { refuseCardTesting } from "./refuse-card-testing";
import { startPayment } from "./start-payment";
import { stopCardTesting } from "./stop-card-testing";

const stage = moneyStage({ webhooks: true });
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

beforeEach(async () => {
  await pool().query("DELETE FROM attempt_counter");
});

type Buyer = ServiceContext<CustomerActor>;
const from = (buyer: Buyer, ipAddress: string): Buyer => ({ ...buyer, ipAddress });

/** A buyer with so many declines behind them, on one open payment. */
async function declined(times: number): Promise<{ buyer: Buyer; orderId: string; paymentId: string }> {
  const buyer = await shop.customer();
  const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, buyer);
  for (let count = 0; count < times; count += 1) await payAsBrowser(stage, clientSecret, "chargeDeclined");
  await stage.settle();
  return { buyer, orderId, paymentId };
}

const alerts = () =>
  stage.rows<{ subject: string; state: string }>(
    "SELECT subject, state FROM alert WHERE kind = 'card_testing'",
  );

describe("S58: card testing", () => {
  test("lets a buyer try a handful of cards", async () => {
    const { buyer, orderId } = await declined(6);
    expect((await startPayment(buyer, { orderId, saveMethod: false })).ok).toBe(true);
  });

  test("makes a customer wait who tried card after card, on this order and on the next, and tells staff", async () => {
    const { buyer, orderId } = await declined(11);
    const refusal = refused(await startPayment(buyer, { orderId, saveMethod: false }));
    expect(refusal).toMatchObject({ kind: "rate_limited", code: "too_many_attempts" });
    const other = await anOrder(shop, buyer);
    expect(refused(await startPayment(buyer, { orderId: other.orderId, saveMethod: false })).kind).toBe(
      "rate_limited",
    );
    expect(await alerts()).toContainEqual({ subject: `customer ${buyer.actor.customerId}`, state: "open" });
  });

  test("forgets it after a quarter of an hour", async () => {
    const { buyer, orderId } = await declined(11);
    const now = buyer.clock.now().getTime();
    const later = { ...buyer, clock: { now: () => new Date(now + 16 * 60_000) } };
    expect((await startPayment(later, { orderId, saveMethod: false })).ok).toBe(true);
  });

  test("makes a network wait from which many accounts retry declined cards, and no other network", async () => {
    const { buyer } = await declined(1);
    for (let count = 0; count < 40; count += 1)
      expect((await refuseCardTesting(from(buyer, "198.51.100.4"), "payment")).ok).toBe(true);
    expect((await refuseCardTesting(from(buyer, "198.51.100.77"), "payment")).ok).toBe(false);
    expect((await refuseCardTesting(from(buyer, "192.0.2.4"), "payment")).ok).toBe(true);
  });

  test("holds nothing against two hundred honest buyers behind one address", async () => {
    const buyer = await shop.customer();
    for (let count = 0; count < 200; count += 1)
      expect((await refuseCardTesting(from(buyer, "198.51.100.4"), "payment")).ok).toBe(true);
  });

  test("lets a customer start to save ten cards, and then wait", async () => {
    const buyer = await shop.customer();
    for (let count = 0; count < 10; count += 1) answered(await startMethodSetup(buyer, { hasConsent: true }));
    expect(refused(await startMethodSetup(buyer, { hasConsent: true })).kind).toBe("rate_limited");
  });

  test("gives up a payment whose secret is confirmed again and again without asking us", async () => {
    const { paymentId } = await declined(12);
    const calm = await declined(3);
    const clock = { now: () => new Date() };
    expect(await stopCardTesting(clock)).toBe(1);
    await stage.settle();
    const states = await stage.rows<{ id: string; state: string }>(
      "SELECT id, state FROM payment WHERE id = ANY ($1)",
      [[paymentId, calm.paymentId]],
    );
    expect(states.find(({ id }) => id === paymentId)?.state).toBe("canceled");
    expect(states.find(({ id }) => id === calm.paymentId)?.state).not.toBe("canceled");
    expect(await stopCardTesting(clock)).toBe(0);
  });
});
