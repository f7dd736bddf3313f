import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startForTest, startReceiver, stripeError, type Receiver, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;
let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
  sandbox = await startForTest({ webhookUrl: receiver.url, webhookRetryDelaysMs: [5, 5] });
});
afterEach(async () => {
  await sandbox.close();
  await receiver.close();
});

const settle = () => sandbox.control("POST", "settle", { balance: false });
const types = () => receiver.received.map((delivery) => delivery.type);
const pay = (details: object = {}) =>
  sandbox.stripe.paymentIntents.create({
    amount: 800,
    currency: "usd",
    payment_method: "pm_card_visa",
    off_session: true,
    confirm: true,
    ...details,
  });

const deliveries = async (query = ""): Promise<unknown> =>
  (await sandbox.control("GET", `deliveries${query}`))["deliveries"];

describe("signatures (https://docs.stripe.com/webhooks#verify-official-libraries)", () => {
  it("are accepted by the official library with the endpoint's secret and by no other", async () => {
    await sandbox.stripe.customers.create({ name: "Zoë" });
    await settle();
    const [delivery] = receiver.received;
    const event = sandbox.stripe.webhooks.constructEvent(
      delivery?.body ?? "",
      delivery?.signature ?? "",
      sandbox.webhookSecret,
    );
    expect(event).toMatchObject({
      object: "event",
      type: "customer.created",
      api_version: "2026-10-28.endive",
      data: { object: { name: "Zoë" } },
    });
    expect(() =>
      sandbox.stripe.webhooks.constructEvent(delivery?.body ?? "", delivery?.signature ?? "", "whsec_other"),
    ).toThrow("signature");
    expect(delivery?.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(delivery?.headers["user-agent"]).toContain("Stripe/1.0");
  });

  it("have the form t=…,v1=… with the time of the attempt", async () => {
    await sandbox.stripe.customers.create();
    await settle();
    const time = /^t=(\d{10}),v1=[0-9a-f]{64}$/.exec(receiver.received[0]?.signature ?? "")?.[1];
    expect(Math.abs(Number(time) - Date.now() / 1_000)).toBeLessThan(60);
  });
});

describe("events (https://docs.stripe.com/api/events/types)", () => {
  it.each([
    {
      name: "nominal: a payment",
      act: () => pay(),
      expected: ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "charge.updated"],
    },
    {
      name: "a refused payment",
      act: () => pay({ payment_method: "pm_card_chargeDeclined" }).catch(() => null),
      expected: ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"],
    },
    {
      name: "a hold",
      act: () => pay({ capture_method: "manual" }),
      expected: ["payment_intent.created", "charge.succeeded", "payment_intent.amount_capturable_updated"],
    },
    {
      name: "a challenge",
      act: () =>
        pay({
          payment_method: "pm_card_authenticationRequired",
          off_session: undefined,
          use_stripe_sdk: true,
        }),
      expected: ["payment_intent.created", "payment_intent.requires_action"],
    },
    {
      name: "a customer's life",
      act: async () => {
        const { id } = await sandbox.stripe.customers.create();
        await sandbox.stripe.customers.update(id, { name: "Ada" });
        const method = await sandbox.stripe.paymentMethods.attach("pm_card_visa", { customer: id });
        await sandbox.stripe.paymentMethods.detach(method.id);
        await sandbox.stripe.customers.del(id);
      },
      expected: [
        "customer.created",
        "customer.updated",
        "payment_method.attached",
        "payment_method.detached",
        "customer.deleted",
      ],
    },
    {
      name: "a setup",
      act: () => sandbox.stripe.setupIntents.create({ payment_method: "pm_card_visa", confirm: true }),
      expected: ["setup_intent.created", "setup_intent.succeeded"],
    },
  ])("$name", async ({ act, expected }) => {
    await act();
    await settle();
    expect(types().toSorted()).toEqual(expected.toSorted());
  });

  it("a refund writes refund.created and charge.refunded with what changed", async () => {
    const intent = await pay({ capture_method: "automatic" });
    await sandbox.stripe.refunds.create({ payment_intent: intent.id, amount: 300 });
    const [event] = (await sandbox.stripe.events.list({ type: "charge.refunded" })).data;
    expect(event?.data).toMatchObject({
      object: { amount_refunded: 300, refunded: false },
      previous_attributes: { amount_refunded: 0 },
    });
    await settle();
    expect(types()).toContain("refund.created");
  });

  it("previous_attributes holds the old values of what changed and nothing else", async () => {
    const { id } = await sandbox.stripe.customers.create({ name: "Ada", metadata: { a: "1", b: "2" } });
    await sandbox.stripe.customers.update(id, { name: "Grace", metadata: { a: "3" } });
    const [event] = (await sandbox.stripe.events.list({ type: "customer.updated" })).data;
    expect(event?.data.previous_attributes).toEqual({ name: "Ada", metadata: { a: "1" } });
  });

  it("an event keeps the object as it was and the request that caused it", async () => {
    const { id } = await sandbox.stripe.customers.create({ name: "Ada" }, { idempotencyKey: "create-ada" });
    await sandbox.stripe.customers.update(id, { name: "Grace" });
    const [created] = (await sandbox.stripe.events.list({ type: "customer.created" })).data;
    expect(created).toMatchObject({
      data: { object: { name: "Ada" } },
      request: { idempotency_key: "create-ada" },
    });
    expect(created?.request?.id).toMatch(/^req_/);
  });

  it("are listed by types and by success of delivery", async () => {
    receiver.answerWith(500, 500, 500);
    await sandbox.stripe.customers.create();
    await settle();
    await pay();
    await settle();
    const failed = await sandbox.stripe.events.list({ delivery_success: false });
    expect(failed.data.map((event) => event.type)).toEqual(["customer.created"]);
    const chosen = await sandbox.stripe.events.list({
      types: ["charge.succeeded", "payment_intent.created"],
    });
    expect(chosen.data.map((event) => event.type)).toEqual(["charge.succeeded", "payment_intent.created"]);
  });
});

describe("deliveries (https://docs.stripe.com/webhooks#retries)", () => {
  it("are repeated until a 2xx, each with a signature of its own, and pending_webhooks counts down", async () => {
    receiver.answerWith(500, 302);
    await sandbox.stripe.customers.create();
    await expect.poll(() => receiver.received.length).toBe(3);
    await settle();
    expect(new Set(receiver.received.map((delivery) => delivery.body)).size).toBe(1);
    expect(await deliveries()).toMatchObject([
      { state: "delivered", attempts: [{ status: 500 }, { status: 302 }, { status: 200 }] },
    ]);
    const [event] = (await sandbox.stripe.events.list()).data;
    expect(event?.pending_webhooks).toBe(0);
  });

  it("end as failed when the attempts are used up", async () => {
    receiver.answerWith(500, 500, 500);
    await sandbox.stripe.customers.create();
    await expect.poll(() => receiver.received.length).toBe(3);
    await expect.poll(() => deliveries("?state=failed")).toHaveLength(1);
    const [event] = (await sandbox.stripe.events.list()).data;
    expect(event?.pending_webhooks).toBe(1);
  });

  it("go to each endpoint that wants the type, signed with its own secret", async () => {
    const other = await startReceiver();
    const endpoint = await sandbox.stripe.webhookEndpoints.create({
      url: other.url,
      enabled_events: ["charge.succeeded"],
    });
    await pay();
    await settle();
    expect(other.received.map((delivery) => delivery.type)).toEqual(["charge.succeeded"]);
    const [delivery] = other.received;
    expect(
      sandbox.stripe.webhooks.constructEvent(
        delivery?.body ?? "",
        delivery?.signature ?? "",
        endpoint.secret ?? "",
      ).type,
    ).toBe("charge.succeeded");
    expect(types()).toContain("payment_intent.succeeded");
    expect((await sandbox.stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
    await sandbox.stripe.webhookEndpoints.del(endpoint.id);
    await pay();
    await settle();
    expect(other.received).toHaveLength(1);
    await other.close();
  });

  it("an endpoint needs an absolute URL (https://docs.stripe.com/error-codes/url-invalid)", async () => {
    const create = sandbox.stripe.webhookEndpoints.create({ url: "shop.test/hook", enabled_events: ["*"] });
    expect(await stripeError(create)).toMatchObject({ code: "url_invalid", param: "url" });
  });
});

describe("steering deliveries", () => {
  it("held ones leave when they are released, in reverse order if wished", async () => {
    await sandbox.control("POST", "deliveries/hold");
    const { id } = await sandbox.stripe.customers.create();
    await sandbox.stripe.customers.update(id, { name: "Ada" });
    expect(await deliveries("?state=held")).toHaveLength(2);
    expect(await sandbox.control("POST", "deliveries/release", { order: "reverse" })).toEqual({
      released: 2,
    });
    await settle();
    expect(types()).toEqual(["customer.updated", "customer.created"]);
  });

  it("are dropped, duplicated and sent again", async () => {
    await sandbox.control("POST", "deliveries/drop", { type: "customer.created", count: 1 });
    await sandbox.control("POST", "deliveries/duplicate", { type: "customer.updated", count: 1 });
    const { id } = await sandbox.stripe.customers.create();
    await sandbox.stripe.customers.update(id, { name: "Ada" });
    await settle();
    expect(types()).toEqual(["customer.updated", "customer.updated"]);
    const [created] = (await sandbox.stripe.events.list({ type: "customer.created" })).data;
    await sandbox.control("POST", `events/${created?.id}/resend`);
    await settle();
    expect(types()).toEqual(["customer.updated", "customer.updated", "customer.created"]);
  });
});
