import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { claimWebhookEvents } from "@/lib/db/webhook-events";
import { inTransaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import { recordSavedMethod } from "@/lib/services/payment-methods/record-saved-method";
import { startMethodSetup } from "@/lib/services/payment-methods/start-method-setup";
import { refreshPayment } from "@/lib/services/payments/refresh-payment";
import { replayWebhookEvent } from "@/lib/services/webhooks/replay-webhook-event";
import { forgetGateways } from "@/lib/gateways/registry";
import { drainInbox } from "./drain-inbox";
import { aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser, saveAsBrowser } from "@/test/support/pay-as-browser";

const stage = moneyStage({ webhooks: true });
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});
/** Each test begins with an empty inbox. */
beforeEach(() => stage.settle());

interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly state: string;
  readonly attempt_count: number;
  readonly last_error: string | null;
  readonly merchant_id: string | null;
  readonly result: Record<string, unknown>;
  readonly wait_seconds: number;
  readonly is_finished: boolean;
}

const eventsOf = (gatewayPaymentId: string) =>
  stage.rows<EventRow>(
    `SELECT id, type, state, attempt_count, last_error, merchant_id, result, finished_at IS NOT NULL AS is_finished,
         round(extract(epoch FROM next_attempt_at - now()))::int AS wait_seconds
       FROM webhook_event WHERE gateway_payment_id = $1 ORDER BY id`,
    [gatewayPaymentId],
  );
const orderState = async (orderId: string) =>
  (await stage.rows<{ state: string }>('SELECT state FROM "order" WHERE id = $1', [orderId]))[0]?.state;
const makeDue = () =>
  stage.rows("UPDATE webhook_event SET next_attempt_at = now() WHERE state IN ('received', 'failed')");
const deliverAll = () => stage.control("POST", "settle", { balance: false });
const idOf = (clientSecret: string) => clientSecret.split("_secret_")[0] ?? "";

const succeededOf = async (gatewayPaymentId: string) =>
  (await eventsOf(gatewayPaymentId)).find((event) => event.type === "payment_intent.succeeded");

/** A payment that was captured at the gateway, whose events wait in the inbox. */
async function capturedWithNews(customer: ServiceContext<CustomerActor> = ada) {
  const started = await aStartedPayment(shop, customer);
  await payAsBrowser(stage, started.clientSecret);
  await deliverAll();
  return { ...started, gatewayPaymentId: idOf(started.clientSecret) };
}

/** Somebody else's payment on the same account, paid. */
const foreignPayment = (metadata: Record<string, string> = {}) =>
  stage.stripe.paymentIntents.create({
    amount: 700,
    currency: "usd",
    payment_method: "pm_card_visa",
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    metadata,
  });

describe("draining the inbox", () => {
  test("marks the order paid, and says what each event did", async () => {
    const { orderId, paymentId, gatewayPaymentId } = await capturedWithNews();
    expect(await orderState(orderId)).toBe("payment_pending");
    expect(await drainInbox(100)).toBeGreaterThan(0);
    expect(await orderState(orderId)).toBe("paid");
    const succeeded = (await eventsOf(gatewayPaymentId)).find(
      (event) => event.type === "payment_intent.succeeded",
    );
    expect(succeeded).toMatchObject({
      state: "applied",
      attempt_count: 1,
      last_error: null,
      merchant_id: shop.merchantId,
      is_finished: true,
      result: { paymentId, paymentState: "completed", orderId, orderState: "paid" },
    });
    const [event] = await stage.rows<{ cause: unknown }>(
      "SELECT cause FROM order_event WHERE order_id = $1 AND kind = 'order_paid'",
      [orderId],
    );
    expect(event?.cause).toMatchObject({ kind: "webhook" });
  });

  test("again finds nothing, and reads nothing", async () => {
    await capturedWithNews();
    await drainInbox(100);
    const before = stage.wire.requests.length;
    expect(await drainInbox(100)).toBe(0);
    expect(stage.wire.requests.length).toBe(before);
  });

  test("F16: reads a payment once, however many events speak of it", async () => {
    const { gatewayPaymentId } = await capturedWithNews();
    const before = stage.wire.requests.length;
    await drainInbox(100);
    expect((await eventsOf(gatewayPaymentId)).length).toBeGreaterThan(2);
    expect(
      stage.wire.requests.slice(before).filter(({ path }) => path.endsWith(gatewayPaymentId)),
    ).toHaveLength(1);
  });

  test("by many at once applies each event once", async () => {
    const captured = await Promise.all(
      Array.from({ length: 8 }, async () => capturedWithNews(await shop.customer())),
    );
    const drained = await Promise.all(Array.from({ length: 6 }, () => drainInbox(7)));
    expect(drained.every((count) => count <= 7)).toBe(true);
    await stage.settle();
    for (const { orderId, gatewayPaymentId } of captured) {
      expect(await orderState(orderId)).toBe("paid");
      const used = (await eventsOf(gatewayPaymentId)).filter((event) => event.state !== "ignored");
      expect(used.length).toBeGreaterThan(0);
      expect(used.every((event) => event.attempt_count === 1)).toBe(true);
    }
  });

  test("F14, F17: of events in reverse order, after the page has already asked, ends the same", async () => {
    await stage.control("POST", "deliveries/hold");
    const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret, "chargeDeclined");
    await payAsBrowser(stage, clientSecret);
    answered(await refreshPayment(ada, { paymentId }));
    await stage.control("POST", "deliveries/release", { order: "reverse" });
    await stage.settle();
    expect(await orderState(orderId)).toBe("paid");
    expect(
      await stage.rows("SELECT kind FROM journal_entry WHERE order_id = $1 AND kind = 'payment_captured'", [
        orderId,
      ]),
    ).toHaveLength(1);
    expect((await eventsOf(idOf(clientSecret))).map((event) => event.state)).not.toContain("failed");
  });

  test("WHK-03: of an event that is delivered twice applies it once", async () => {
    await stage.control("POST", "deliveries/duplicate", { type: "*", count: 20 });
    const { orderId, gatewayPaymentId } = await capturedWithNews();
    await stage.settle();
    expect(await orderState(orderId)).toBe("paid");
    const types = (await eventsOf(gatewayPaymentId)).map((event) => event.type);
    expect(new Set(types).size).toBe(types.length);
  });

  test("WHK-10: ignores types that mean nothing here, and says so", async () => {
    const { gatewayPaymentId } = await capturedWithNews();
    await drainInbox(100);
    const created = (await eventsOf(gatewayPaymentId)).find(
      (event) => event.type === "payment_intent.created",
    );
    expect(created).toMatchObject({ state: "ignored", result: { reason: "not_a_type_we_use" } });
  });
});

describe("an object that is not ours", () => {
  const foreigners: readonly { name: string; metadata: Record<string, string> }[] = [
    { name: "without any metadata", metadata: {} },
    {
      name: "with ids of another application's in the same words",
      metadata: { payment_id: "4711", merchant_id: "acme" },
    },
    {
      name: "that names a payment which is not there",
      metadata: { payment_id: newId(), merchant_id: newId() },
    },
  ];

  test.each(foreigners)("F18: is parked, $name, and does not disturb what is ours", async ({ metadata }) => {
    const foreign = await foreignPayment(metadata);
    const { orderId } = await capturedWithNews();
    await stage.settle();
    expect(await orderState(orderId)).toBe("paid");
    const used = (await eventsOf(foreign.id)).filter((event) => event.state !== "ignored");
    expect(used.length).toBeGreaterThan(0);
    for (const event of used)
      expect(event).toMatchObject({ state: "parked", result: { reason: "foreign_object" } });
  });

  test("that names another merchant's payment under our merchant is parked, and pays nothing", async () => {
    const elsewhere = await aShop();
    const theirs = await aStartedPayment(elsewhere, await elsewhere.customer());
    const foreign = await foreignPayment({ payment_id: theirs.paymentId, merchant_id: shop.merchantId });
    await stage.settle();
    expect((await eventsOf(foreign.id)).map((event) => event.state)).toContain("parked");
    expect(await orderState(theirs.orderId)).toBe("payment_pending");
  });
});

describe("an event that cannot be applied", () => {
  /** Money in a second PaymentIntent that says it is our payment: a person has to look. */
  async function poison() {
    const { paymentId, orderId } = await aStartedPayment(shop, ada);
    const { id } = await foreignPayment({ payment_id: paymentId, merchant_id: shop.merchantId });
    return { gatewayPaymentId: id, paymentId, orderId };
  }

  test("does not hold up the others of its batch", async () => {
    const { gatewayPaymentId } = await poison();
    const { orderId } = await capturedWithNews();
    await drainInbox(100);
    expect(await orderState(orderId)).toBe("paid");
    expect(
      (await eventsOf(gatewayPaymentId)).find((event) => event.type === "payment_intent.succeeded"),
    ).toMatchObject({
      state: "failed",
      attempt_count: 1,
    });
    expect((await succeededOf(gatewayPaymentId))?.last_error).toContain("claims to be it");
  });

  test.each([
    {
      name: "a status that this build does not know",
      change: (text: string) => text.replace('"status": "succeeded"', '"status": "pondering"'),
    },
    {
      name: "a PaymentIntent without what every one has",
      change: (text: string) => text.replace(/"client_secret": "[^"]*"/, '"client_secret": null'),
    },
    { name: "an answer that is no JSON", change: () => "<html>" },
  ])("F61: because the gateway answered $name does not hold up the others", async ({ change }) => {
    const unreadable = await capturedWithNews(await shop.customer());
    const { orderId } = await capturedWithNews();
    stage.wire.rewriteReplies(({ path }) => path.endsWith(unreadable.gatewayPaymentId), change);
    await drainInbox(100);
    expect(await orderState(orderId)).toBe("paid");
    expect(await orderState(unreadable.orderId)).toBe("payment_pending");
    expect(await succeededOf(unreadable.gatewayPaymentId)).toMatchObject({ state: "failed" });
    await stage.wire.reset();
    await makeDue();
    await stage.settle();
    expect(await orderState(unreadable.orderId)).toBe("paid");
  });

  test("because it speaks of no payment is parked, and does not hold up the others", async () => {
    const { orderId } = await capturedWithNews();
    const id = newId();
    await stage.rows(
      `INSERT INTO webhook_event (id, gateway, external_id, type, kind, object_id, api_version, is_live, payload, trace_id, occurred_at)
         VALUES ($1::uuid, 'stripe', 'evt_' || $1::uuid::text, 'charge.succeeded', 'payment_changed', 'ch_1', '', false, '{}', repeat('0', 32), now())`,
      [id],
    );
    await drainInbox(100);
    expect(await orderState(orderId)).toBe("paid");
    expect(await stage.rows("SELECT state, result FROM webhook_event WHERE id = $1", [id])).toEqual([
      { state: "parked", result: { reason: "resource_missing" } },
    ]);
  });

  test("F20, WHK-07: is tried five times with growing waits, then is dead with its reason, alerts, and can be replayed", async () => {
    const { gatewayPaymentId } = await poison();
    await deliverAll();
    const succeeded = async () =>
      (await eventsOf(gatewayPaymentId)).find((event) => event.type === "payment_intent.succeeded");
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await makeDue();
      await drainInbox(100);
      const event = await succeeded();
      expect(event).toMatchObject({
        attempt_count: attempt,
        state: attempt < 5 ? "failed" : "dead",
        is_finished: attempt === 5,
      });
      waits.push(event?.wait_seconds ?? 0);
    }
    expect(waits.slice(0, 4)).toEqual([10, 40, 160, 640]);
    expect(
      await stage.rows(
        "SELECT details ->> 'event' AS event, severity FROM alert WHERE kind = 'webhook_event_dead' AND state = 'open' AND subject = 'payment_intent.succeeded' AND merchant_id = $1",
        [shop.merchantId],
      ),
    ).toHaveLength(1);
    await makeDue();
    expect(await drainInbox(100)).toBe(0);
    const eventId = (await succeeded())?.id ?? "";
    answered(await replayWebhookEvent(shop.staff("billing_ops"), { eventId }));
    expect(await succeeded()).toMatchObject({ state: "received", attempt_count: 0, is_finished: false });
    expect(await drainInbox(100)).toBe(1);
  });
});

describe("while the gateway is away", () => {
  test("TST-02: events wait with growing pauses and are never given up; then all is applied", async () => {
    const { orderId, gatewayPaymentId } = await capturedWithNews();
    await stage.wire.cut();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      await makeDue();
      await drainInbox(100);
      const event = (await eventsOf(gatewayPaymentId)).find(
        ({ type }) => type === "payment_intent.succeeded",
      );
      expect(event).toMatchObject({
        state: "failed",
        // After five in a row the gateway is left alone for a while.
        // oxlint-disable-next-line typescript/no-unsafe-assignment -- Vitest types its matchers as any.
        last_error: expect.stringMatching(/^gateway_(not_reached|paused)$/),
        attempt_count: attempt,
      });
      waits.push(event?.wait_seconds ?? 0);
    }
    expect(waits).toEqual([10, 40, 160, 640, 900, 900, 900]);
    await stage.wire.mend();
    // As a process does that was started since: the circuit of this one would stay open for ten seconds.
    forgetGateways();
    await makeDue();
    await stage.settle();
    expect(await orderState(orderId)).toBe("paid");
  });

  test("a card that was detached is looked at later, too", async () => {
    const buyer = await shop.customer();
    const { clientSecret } = answered(await startMethodSetup(buyer, { hasConsent: true }));
    await saveAsBrowser(stage, clientSecret);
    answered(await recordSavedMethod(buyer, { setupId: idOf(clientSecret) }));
    const [card] = await stage.rows<{ gateway_method_id: string }>(
      "SELECT gateway_method_id FROM payment_method WHERE customer_id = $1",
      [buyer.actor.customerId],
    );
    const methodId = card?.gateway_method_id ?? "";
    await stage.settle();
    await stage.stripe.paymentMethods.detach(methodId);
    await deliverAll();
    await stage.wire.cut();
    await drainInbox(100);
    const event = () =>
      stage.rows(
        "SELECT state, last_error FROM webhook_event WHERE object_id = $1 AND type = 'payment_method.detached'",
        [methodId],
      );
    expect(await event()).toEqual([{ state: "failed", last_error: "gateway_not_reached" }]);
    await stage.wire.mend();
    await makeDue();
    await stage.settle();
    expect(await event()).toEqual([{ state: "applied", last_error: null }]);
    expect(
      await stage.rows(
        "SELECT removed_at IS NOT NULL AS is_removed FROM payment_method WHERE gateway_method_id = $1",
        [methodId],
      ),
    ).toEqual([{ is_removed: true }]);
  });

  test("a card that we never kept is ignored", async () => {
    const method = await stage.stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
    const customer = await stage.stripe.customers.create({});
    await stage.stripe.paymentMethods.attach(method.id, { customer: customer.id });
    await stage.stripe.paymentMethods.detach(method.id);
    await stage.settle();
    expect(
      await stage.rows(
        "SELECT state, result FROM webhook_event WHERE object_id = $1 AND type = 'payment_method.detached'",
        [method.id],
      ),
    ).toEqual([{ state: "ignored", result: { reason: "card_not_kept" } }]);
  });
});

describe("a worker that dies", () => {
  test("F04, WHK-15: after it claimed events leaves them to the next one, a minute later", async () => {
    const { orderId, gatewayPaymentId } = await capturedWithNews();
    const claimed = await inTransaction((tx) => claimWebhookEvents(tx, 100));
    expect(claimed.length).toBeGreaterThan(0);
    expect(await drainInbox(100)).toBe(0);
    const used = (await eventsOf(gatewayPaymentId)).filter((event) => event.state !== "ignored");
    expect(used.length).toBeGreaterThan(0);
    expect(used.every((event) => event.state === "received" && event.wait_seconds > 50)).toBe(true);
    await makeDue();
    await stage.settle();
    expect(await orderState(orderId)).toBe("paid");
    expect(
      (await eventsOf(gatewayPaymentId)).find(({ type }) => type === "payment_intent.succeeded"),
    ).toMatchObject({ state: "applied", attempt_count: 2 });
  });

  test("WHK-15: after it applied events and before it said so applies them again without harm", async () => {
    const { orderId, gatewayPaymentId } = await capturedWithNews();
    await stage.settle();
    await stage.rows(
      "UPDATE webhook_event SET state = 'received', finished_at = NULL, next_attempt_at = now() WHERE gateway_payment_id = $1",
      [gatewayPaymentId],
    );
    await stage.settle();
    expect(
      await stage.rows("SELECT kind FROM journal_entry WHERE order_id = $1 AND kind = 'payment_captured'", [
        orderId,
      ]),
    ).toHaveLength(1);
    expect(
      await stage.rows(
        "SELECT id FROM outbox_job WHERE payload ->> 'kind' = 'payment_receipt' AND payload ->> 'paymentId' IN (SELECT id::text FROM payment WHERE order_id = $1)",
        [orderId],
      ),
    ).toHaveLength(1);
  });
});

describe("replaying an event", () => {
  const inState = async (state: string) => {
    const { gatewayPaymentId } = await capturedWithNews();
    await stage.settle();
    const event = (await eventsOf(gatewayPaymentId)).find(({ type }) => type === "payment_intent.succeeded");
    await stage.rows("UPDATE webhook_event SET state = $2::webhook_event_state WHERE id = $1", [
      event?.id,
      state,
    ]);
    return event?.id ?? "";
  };

  test("is refused to the customer and to staff who may not", async () => {
    const eventId = await inState("dead");
    for (const ctx of [ada, shop.staff("support"), shop.staff("auditor"), shop.staff("finance_approver")]) {
      expect(refused(await replayWebhookEvent(ctx, { eventId }))).toMatchObject({
        permission: "webhook.replay",
      });
    }
    await stage.rows("UPDATE webhook_event SET state = 'applied' WHERE id = $1", [eventId]);
  });

  test("does not find another merchant's event, or one that is not there", async () => {
    const eventId = await inState("dead");
    const foreign = (await aShop()).staff("finance_admin");
    for (const [ctx, id] of [
      [foreign, eventId],
      [shop.staff("billing_ops"), newId()],
    ] as const) {
      expect(refused(await replayWebhookEvent(ctx, { eventId: id }))).toEqual({
        kind: "not_found",
        code: "webhook_event_not_found",
      });
    }
    await stage.rows("UPDATE webhook_event SET state = 'applied' WHERE id = $1", [eventId]);
  });

  test.each(["received", "applied", "ignored"])("is refused for an event that is %s", async (state) => {
    const eventId = await inState(state);
    expect(refused(await replayWebhookEvent(shop.staff("billing_ops"), { eventId }))).toEqual({
      kind: "conflict",
      code: "webhook_event_not_replayable",
    });
  });

  test.each(["failed", "dead", "parked"])(
    "brings back an event that is %s, harmlessly, and is on record",
    async (state) => {
      const eventId = await inState(state);
      answered(await replayWebhookEvent(shop.staff("platform_admin"), { eventId }));
      await stage.settle();
      expect(await stage.rows("SELECT state FROM webhook_event WHERE id = $1", [eventId])).toEqual([
        { state: "applied" },
      ]);
      expect(
        await stage.rows("SELECT event_type FROM audit_event WHERE changes ->> 'webhookEventId' = $1", [
          eventId,
        ]),
      ).toEqual([{ event_type: "webhook_event.replayed" }]);
    },
  );
});
