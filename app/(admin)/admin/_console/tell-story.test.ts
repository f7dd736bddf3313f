import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor, StaffActor } from "@/lib/domain/actor";
import { findConsolePayment, paymentsOfOrder } from "@/lib/queries/console/find-payment";
import { gatewayCallsOfPayment } from "@/lib/queries/console/gateway-calls-of-payment";
import { webhookEventsOfPayment } from "@/lib/queries/console/find-webhook-event";
import { journalEntriesOf } from "@/lib/queries/console/journal-entries";
import { orderTimeline } from "@/lib/queries/console/order-timeline";
import { callsRecorded } from "@/lib/audit/record-call";
import type { ServiceContext } from "@/lib/services/context";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { startPayment } from "@/lib/services/payments/start-payment";
import { aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { chargesInWords, tellStory } from "./tell-story";

const stage = moneyStage({ webhooks: true });
let shop: Shop;
let ada: ServiceContext<CustomerActor>;
/** Support sees no audit records: the story must do without. */
let support: StaffActor;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer("Ada Lovelace");
  support = shop.staff("support").actor;
});

/** What support reads on the payment's page. */
async function storyOf(paymentId: string) {
  const payment = await findConsolePayment(support, { paymentId });
  if (payment === null) throw new Error("Support does not see the payment.");
  const orderId = payment.order.id;
  await callsRecorded();
  const [records, payments, entries, events, calls] = await Promise.all([
    orderTimeline(support, { orderId, includesAudit: false }),
    paymentsOfOrder(support, { orderId }),
    journalEntriesOf(support, { paymentId }),
    webhookEventsOfPayment(support, { paymentId }),
    gatewayCallsOfPayment(support, payment),
  ]);
  const ownIds = new Set([...(entries ?? []), ...(events ?? [])].map((one) => one.id));
  const lines = tellStory({
    payment,
    records: records ?? [],
    ownIds,
    calls: calls ?? [],
    opensAudit: false,
    locale: "en-US",
  });
  const charges = chargesInWords(payment, payments ?? [], "en-US");
  return { lines, sentences: lines.map((line) => line.sentence), charges };
}

describe("support answers from the payment's page", () => {
  test("TST-06, AUD-16: 'Was I charged twice?' One charge, whatever was tried and however often Stripe told of it", async () => {
    const { paymentId, orderId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret, "chargeDeclined");
    await stage.settle();
    answered(await startPayment(ada, { orderId, saveMethod: false }));
    await payAsBrowser(stage, clientSecret);
    await stage.settle();
    const { sentences, charges, lines } = await storyOf(paymentId);
    expect(charges).toEqual({
      sentence: "The customer was charged once for this order: $120.00.",
      others: [],
    });
    const told = sentences.filter((sentence) => /placed|began|declined|charged|was paid/.test(sentence));
    expect(told).toEqual([
      "Ada Lovelace placed the order.",
      "Ada Lovelace began to pay $120.00. Nothing was taken yet.",
      "The bank declined the Visa ending in 0002: the bank gave no reason. Only the bank can say why. (generic_decline) Nothing was taken.",
      "$120.00 was charged to the Visa ending in 4242.",
      "With that the order was paid.",
    ]);
    expect(sentences).toContainEqual(
      expect.stringMatching(/^Stripe was asked to create the payment\. It answered in \d+ ms\.$/),
    );
    expect(sentences).toContainEqual(expect.stringMatching(/^Posted in the books: .*\$120\.00\.$/));
    const charged = lines.find((line) => line.sentence.includes("was charged to"));
    expect(charged?.proof?.href).toMatch(/^\/admin\/webhooks\/whe_/);
  });

  test("TST-06, AUD-16: 'Why was my card declined?' The bank's reason, in words, and that nothing was taken", async () => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret, "chargeDeclinedInsufficientFunds");
    await stage.settle();
    const { sentences, charges } = await storyOf(paymentId);
    expect(sentences).toContain(
      "The bank declined the Visa ending in 9995: there was not enough money, or a limit was reached. (insufficient_funds) Nothing was taken.",
    );
    expect(charges.sentence).toBe("Nothing was charged for this order.");
  });

  test("TST-06: a card that was reported stolen is not said to be", async () => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret, "chargeDeclinedStolenCard");
    await stage.settle();
    const { sentences } = await storyOf(paymentId);
    expect(sentences.join(" ")).toContain("Another card may work.");
    expect(sentences.join(" ")).not.toMatch(/stolen/);
  });

  test("TST-06, AUD-16: 'I paid but the order is not paid.' The news came and is tried again", async () => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    await stage.control("POST", "settle", { balance: false });
    const waiting = await storyOf(paymentId);
    expect(waiting.sentences).toContain(
      "Stripe's news (payment_intent.succeeded) arrived and waits to be applied.",
    );
    expect(waiting.charges.sentence).toBe("Nothing was charged for this order.");
    await stage.rows(
      "UPDATE webhook_event SET state = 'dead' WHERE gateway_payment_id = $1 AND type = 'payment_intent.succeeded'",
      [clientSecret.split("_secret_")[0]],
    );
    const dead = (await storyOf(paymentId)).lines.find((line) => line.sentence.includes("replay"));
    expect(dead).toMatchObject({
      isSetback: true,
      sentence:
        "Stripe's news (payment_intent.succeeded) arrived and could not be applied and waits for somebody to replay it.",
    });
    await stage.settle();
    expect((await storyOf(paymentId)).sentences).toContain("With that the order was paid.");
  });

  test("TST-06, AUD-16: 'Who canceled my order?' Who, and why", async () => {
    const { paymentId, orderId } = await aStartedPayment(shop, ada);
    const staff = shop.staff("billing_ops");
    answered(await cancelOrder(staff, { orderId, reason: "Asked for by phone" }));
    await stage.settle();
    const { sentences } = await storyOf(paymentId);
    expect(sentences).toContain("Grace Staff canceled the order: “Asked for by phone”.");
    const own = await aStartedPayment(shop, ada);
    answered(await cancelOrder(ada, { orderId: own.orderId, reason: "Not needed" }));
    expect((await storyOf(own.paymentId)).sentences).toContain(
      "Ada Lovelace canceled the order: “Not needed”.",
    );
  });
});
