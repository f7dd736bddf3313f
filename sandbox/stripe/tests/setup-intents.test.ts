import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

describe("saving a card without a payment (https://docs.stripe.com/payments/save-and-reuse)", () => {
  it("attaches the card to the customer when it succeeds", async () => {
    const customer = await sandbox.stripe.customers.create();
    const setup = await sandbox.stripe.setupIntents.create({
      customer: customer.id,
      metadata: { why: "test" },
    });
    expect(setup).toMatchObject({
      status: "requires_payment_method",
      usage: "off_session",
      metadata: { why: "test" },
    });
    const method = await sandbox.card("4242424242424242");
    const params = { client_secret: setup.client_secret, payment_method: method };
    const done = await sandbox.browser.setupIntents.confirm(setup.id, params);
    expect(done.status).toBe("succeeded");
    expect((await sandbox.stripe.paymentMethods.retrieve(method)).customer).toBe(customer.id);
  });

  it("a failed challenge is setup_intent_authentication_failure (https://docs.stripe.com/error-codes)", async () => {
    const setup = await sandbox.stripe.setupIntents.create({
      payment_method: "pm_card_authenticationRequired",
      confirm: true,
      use_stripe_sdk: true,
    });
    expect(setup.status).toBe("requires_action");
    await sandbox.control("POST", "authenticate", { intent: setup.id, outcome: "failed" });
    expect(await sandbox.stripe.setupIntents.retrieve(setup.id)).toMatchObject({
      status: "requires_payment_method",
      last_setup_error: { code: "setup_intent_authentication_failure" },
    });
  });

  it("a refused card carries the setup intent in the error", async () => {
    const create = sandbox.stripe.setupIntents.create({
      payment_method: "pm_card_chargeDeclined",
      confirm: true,
    });
    expect(await stripeError(create)).toMatchObject({
      code: "card_declined",
      setup_intent: { status: "requires_payment_method" },
    });
  });

  it("is canceled once and not confirmed afterwards (https://docs.stripe.com/api/setup_intents/cancel)", async () => {
    const { stripe } = sandbox;
    const setup = await stripe.setupIntents.create();
    expect((await stripe.setupIntents.cancel(setup.id, { cancellation_reason: "abandoned" })).status).toBe(
      "canceled",
    );
    expect(await stripeError(stripe.setupIntents.cancel(setup.id))).toMatchObject({
      code: "setup_intent_unexpected_state",
    });
    expect(
      await stripeError(stripe.setupIntents.confirm(setup.id, { payment_method: "pm_card_visa" })),
    ).toMatchObject({ code: "setup_intent_unexpected_state" });
  });

  it("is listed by customer and by payment method", async () => {
    const { stripe } = sandbox;
    const customer = await stripe.customers.create();
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      payment_method: "pm_card_visa",
      confirm: true,
    });
    const byCustomer = await stripe.setupIntents.list({ customer: customer.id });
    const byMethod = await stripe.setupIntents.list({ payment_method: idOf(setup.payment_method) });
    expect([byCustomer, byMethod].map((page) => page.data.map(({ id }) => id))).toEqual([
      [setup.id],
      [setup.id],
    ]);
  });
});
