import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const create = (details: object = {}) =>
  sandbox.stripe.paymentIntents.create({ amount: 2_000, currency: "usd", ...details });
const paid = (details: object = {}) =>
  create({ payment_method: "pm_card_visa", off_session: true, confirm: true, ...details });

describe("amounts and currencies (https://docs.stripe.com/currencies)", () => {
  it.each([
    { name: "nominal: the minimum", amount: 50, currency: "usd", code: undefined },
    { name: "below the minimum", amount: 49, currency: "usd", code: "amount_too_small" },
    { name: "above the maximum", amount: 100_000_000, currency: "usd", code: "amount_too_large" },
    { name: "yen have no decimals", amount: 49, currency: "jpy", code: "amount_too_small" },
    { name: "dinars end in 0", amount: 1_005, currency: "kwd", code: undefined },
  ])("$name", async ({ amount, currency, code }) => {
    const made = create({ amount, currency });
    if (currency === "kwd") expect(await stripeError(made)).toMatchObject({ param: "amount" });
    else if (code === undefined) expect((await made).amount).toBe(amount);
    else expect(await stripeError(made)).toMatchObject({ code, param: "amount", statusCode: 400 });
  });

  it("an unknown currency is refused and a known one is written in lower case", async () => {
    expect((await stripeError(create({ currency: "xyz" }))).message).toContain("Invalid currency: xyz");
    expect((await create({ currency: "EUR" })).currency).toBe("eur");
  });
});

describe("the life of a PaymentIntent (https://docs.stripe.com/payments/paymentintents/lifecycle)", () => {
  it("is created with automatic payment methods and a client secret", async () => {
    const intent = await create({
      description: "Order 1",
      statement_descriptor_suffix: "ORDER 1",
      receipt_email: "a@example.test",
    });
    expect(intent).toMatchObject({
      status: "requires_payment_method",
      automatic_payment_methods: { enabled: true, allow_redirects: "always" },
      capture_method: "automatic_async",
      description: "Order 1",
      statement_descriptor_suffix: "ORDER 1",
      receipt_email: "a@example.test",
    });
    expect(intent.id).toMatch(/^pi_[A-Za-z0-9]{24}$/);
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_[A-Za-z0-9]{25}$`));
  });

  it("is confirmed, charged once and then refuses another confirmation with itself in the error", async () => {
    const intent = await create();
    const confirmed = await sandbox.stripe.paymentIntents.confirm(intent.id, {
      payment_method: "pm_card_visa",
      return_url: "https://shop.test/",
    });
    expect(confirmed).toMatchObject({ status: "succeeded", amount_received: 2_000 });
    const refused = await stripeError(
      sandbox.stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" }),
    );
    expect(refused).toMatchObject({
      code: "payment_intent_unexpected_state",
      statusCode: 400,
      payment_intent: { id: intent.id, status: "succeeded" },
    });
    expect((await sandbox.stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });

  it("two confirmations at the same time charge once", async () => {
    const intent = await create({ payment_method: "pm_card_visa" });
    const confirm = () =>
      sandbox.stripe.paymentIntents.confirm(intent.id, { return_url: "https://shop.test/" });
    const outcomes = await Promise.allSettled([confirm(), confirm(), confirm()]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect((await sandbox.stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });

  it("needs a payment method and, with redirecting methods allowed, a return_url", async () => {
    const intent = await create();
    const without = await stripeError(sandbox.stripe.paymentIntents.confirm(intent.id));
    expect(without).toMatchObject({ code: "payment_intent_unexpected_state" });
    expect(without.message).toContain("missing a payment method");
    const noReturn = await stripeError(
      sandbox.stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" }),
    );
    expect(noReturn.message).toContain("you must provide a `return_url`");
    const never = await create({ automatic_payment_methods: { enabled: true, allow_redirects: "never" } });
    expect(
      (await sandbox.stripe.paymentIntents.confirm(never.id, { payment_method: "pm_card_visa" })).status,
    ).toBe("succeeded");
  });

  it("is updated until it is paid; description and metadata also later", async () => {
    const intent = await create();
    const updated = await sandbox.stripe.paymentIntents.update(intent.id, {
      amount: 2_500,
      metadata: { order: "9" },
    });
    expect(updated).toMatchObject({ amount: 2_500, metadata: { order: "9" } });
    const done = await paid();
    expect(await stripeError(sandbox.stripe.paymentIntents.update(done.id, { amount: 3_000 }))).toMatchObject(
      { code: "payment_intent_unexpected_state" },
    );
    expect((await sandbox.stripe.paymentIntents.update(done.id, { description: "later" })).description).toBe(
      "later",
    );
  });

  it("is canceled with a reason, and not after it was paid", async () => {
    const intent = await create();
    const canceled = await sandbox.stripe.paymentIntents.cancel(intent.id, {
      cancellation_reason: "duplicate",
    });
    expect(canceled).toMatchObject({ status: "canceled", cancellation_reason: "duplicate" });
    expect(canceled.canceled_at).toBeGreaterThan(0);
    const done = await paid();
    expect(await stripeError(sandbox.stripe.paymentIntents.cancel(done.id))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  });

  it("off_session and return_url need confirm on creation", async () => {
    expect(await stripeError(create({ off_session: true }))).toMatchObject({ param: "off_session" });
  });
});

describe("placing a hold (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method)", () => {
  it("is captured in part and releases the rest", async () => {
    const held = await paid({ capture_method: "manual" });
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 2_000, amount_received: 0 });
    const captured = await sandbox.stripe.paymentIntents.capture(held.id, {
      amount_to_capture: 1_500,
      expand: ["latest_charge.balance_transaction"],
    });
    expect(captured).toMatchObject({
      status: "succeeded",
      amount_received: 1_500,
      amount_capturable: 0,
      latest_charge: {
        captured: true,
        amount_captured: 1_500,
        amount_refunded: 500,
        refunded: false,
        balance_transaction: { amount: 1_500, fee: 74, net: 1_426 },
      },
    });
  });

  it("refuses to capture more than was held and to capture twice", async () => {
    const held = await paid({ capture_method: "manual" });
    expect(
      await stripeError(sandbox.stripe.paymentIntents.capture(held.id, { amount_to_capture: 2_001 })),
    ).toMatchObject({ code: "amount_too_large" });
    await sandbox.stripe.paymentIntents.capture(held.id);
    expect(await stripeError(sandbox.stripe.paymentIntents.capture(held.id))).toMatchObject({
      code: "payment_intent_unexpected_state",
    });
  });

  it("is released by canceling and leaves no balance transaction", async () => {
    const held = await paid({ capture_method: "manual" });
    const canceled = await sandbox.stripe.paymentIntents.cancel(held.id, { expand: ["latest_charge"] });
    expect(canceled).toMatchObject({
      status: "canceled",
      latest_charge: { refunded: true, captured: false, balance_transaction: null },
    });
  });
});

describe("whose payment method it is (https://docs.stripe.com/api/payment_methods/attach)", () => {
  it("a method used without a customer, or detached, cannot be used again", async () => {
    const method = await sandbox.card("4242424242424242");
    await paid({ payment_method: method });
    expect((await stripeError(paid({ payment_method: method }))).message).toContain(
      "It may not be used again",
    );
    const customer = await sandbox.stripe.customers.create();
    const attached = await sandbox.stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    await sandbox.stripe.paymentMethods.detach(attached.id);
    expect((await stripeError(paid({ payment_method: attached.id }))).message).toContain(
      "It may not be used again",
    );
  });

  it("a customer's method is used with that customer only", async () => {
    const [owner, other] = [await sandbox.stripe.customers.create(), await sandbox.stripe.customers.create()];
    const method = await sandbox.stripe.paymentMethods.attach("pm_card_visa", { customer: owner.id });
    expect((await stripeError(paid({ payment_method: method.id }))).message).toContain(
      `belongs to the Customer ${owner.id}`,
    );
    expect(await stripeError(paid({ payment_method: method.id, customer: other.id }))).toMatchObject({
      param: "payment_method",
    });
    expect((await paid({ payment_method: method.id, customer: owner.id })).status).toBe("succeeded");
    expect(
      await stripeError(sandbox.stripe.paymentMethods.attach(method.id, { customer: other.id })),
    ).toMatchObject({ code: "payment_method_unexpected_state" });
  });

  it("setup_future_usage saves the card to the customer, who can then be charged again", async () => {
    const customer = await sandbox.stripe.customers.create();
    const method = await sandbox.card("5555555555554444");
    await create({
      customer: customer.id,
      setup_future_usage: "off_session",
      payment_method: method,
      confirm: true,
      return_url: "https://shop.test/",
    });
    const saved = await sandbox.stripe.customers.listPaymentMethods(customer.id, { type: "card" });
    expect(saved.data).toMatchObject([
      { id: method, card: { brand: "mastercard", last4: "4444", exp_month: 12, exp_year: 2_034 } },
    ]);
    expect((await paid({ customer: customer.id, payment_method: method })).status).toBe("succeeded");
  });

  it("billing details and expiry of a saved card can be changed", async () => {
    const customer = await sandbox.stripe.customers.create();
    const method = await sandbox.stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    const updated = await sandbox.stripe.paymentMethods.update(method.id, {
      billing_details: { name: "Ada" },
      card: { exp_year: 2_040 },
    });
    expect(updated).toMatchObject({ billing_details: { name: "Ada" }, card: { exp_year: 2_040 } });
  });
});
