import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const RETURN_URL = "https://shop.test/";
const token = (details: object = {}) =>
  sandbox.stripe.testHelpers.confirmationTokens.create({ payment_method: "pm_card_visa", ...details });
const pay = (confirmation_token: string, details: object = {}) =>
  sandbox.stripe.paymentIntents.create({
    amount: 2_000,
    currency: "usd",
    confirm: true,
    return_url: RETURN_URL,
    confirmation_token,
    ...details,
  });

describe("confirmation tokens (https://docs.stripe.com/api/confirmation_tokens)", () => {
  it("live for twelve hours and show the payment method before it is used", async () => {
    const made = await token({
      payment_method: undefined,
      payment_method_data: { type: "klarna", billing_details: { address: { country: "US" } } },
      return_url: RETURN_URL,
    });
    expect((made.expires_at ?? 0) - made.created).toBe(12 * 3_600);
    expect(await sandbox.stripe.confirmationTokens.retrieve(made.id)).toMatchObject({
      payment_intent: null,
      payment_method_preview: { type: "klarna", billing_details: { address: { country: "US" } } },
      return_url: RETURN_URL,
    });
  });

  it("confirm one payment, once (https://docs.stripe.com/payments/finalize-payments-on-the-server)", async () => {
    const made = await token();
    const paid = await pay(made.id);
    expect(paid.status).toBe("succeeded");
    expect((await sandbox.stripe.confirmationTokens.retrieve(made.id)).payment_intent).toBe(paid.id);
    expect(await stripeError(pay(made.id))).toMatchObject({
      code: "payment_intent_confirmation_token_invalid",
      param: "confirmation_token",
    });
  });

  it("bring what the browser has collected, and the request has the last word", async () => {
    const shipping = { name: "Ada", address: { line1: "1 Main St", country: "US" } };
    const made = await token({
      return_url: "https://token.test/",
      shipping,
      payment_method: "pm_card_threeDSecure2Required",
    });
    const intent = await sandbox.stripe.paymentIntents.create({ amount: 2_000, currency: "usd" });
    const confirmed = await sandbox.stripe.paymentIntents.confirm(intent.id, {
      confirmation_token: made.id,
      return_url: "https://request.test/",
    });
    expect(confirmed).toMatchObject({
      status: "requires_action",
      shipping: { name: "Ada" },
      next_action: { redirect_to_url: { return_url: "https://request.test/" } },
    });
  });

  it("save the card when they ask for it, and must agree with the payment", async () => {
    const customer = await sandbox.stripe.customers.create();
    const asks = () => token({ setup_future_usage: "off_session" });
    const saved = await pay((await asks()).id, { customer: customer.id });
    expect(saved.setup_future_usage).toBe("off_session");
    const method = await sandbox.stripe.paymentMethods.retrieve(idOf(saved.payment_method));
    expect(method.customer).toBe(customer.id);
    const other = pay((await asks()).id, { customer: customer.id, setup_future_usage: "on_session" });
    expect(await stripeError(other)).toMatchObject({ param: "setup_future_usage" });
  });

  it("expire (https://docs.stripe.com/api/confirmation_tokens/object#confirmation_token_object-expires_at)", async () => {
    const own = await startForTest();
    const made = await own.stripe.testHelpers.confirmationTokens.create({ payment_method: "pm_card_visa" });
    await own.control("POST", "clock/advance", { hours: 13 });
    const late = own.stripe.paymentIntents.create({
      amount: 2_000,
      currency: "usd",
      confirm: true,
      confirmation_token: made.id,
      return_url: RETURN_URL,
    });
    expect(await stripeError(late)).toMatchObject({ code: "payment_intent_confirmation_token_invalid" });
    await own.close();
  });

  it("confirm setups too, with the consent that the browser gave (https://docs.stripe.com/js/confirmation_tokens/create_confirmation_token)", async () => {
    const form =
      "payment_method_data[type]=sepa_debit&payment_method_data[sepa_debit][iban]=DE89370400440532013000" +
      "&payment_method_data[billing_details][name]=Ada&payment_method_data[billing_details][email]=ada@example.test" +
      "&mandate_data[customer_acceptance][type]=online&mandate_data[customer_acceptance][online][infer_from_client]=true";
    const made = await sandbox.request("POST", "/v1/confirmation_tokens", form, {
      authorization: `Bearer ${sandbox.publishableKey}`,
    });
    expect(made.body).toMatchObject({ object: "confirmation_token", use_stripe_sdk: true });
    const id = /"id": "(ctoken_\w+)"/.exec(made.text)?.[1] ?? "";
    const setup = await sandbox.stripe.setupIntents.create({ confirm: true, confirmation_token: id });
    expect(setup.status).toBe("succeeded");
    expect(setup.mandate).not.toBeNull();
    const refused = await sandbox.request("POST", "/v1/confirmation_tokens", form);
    expect(refused.status).toBe(400);
  });

  it("are made without `confirm` for nothing", async () => {
    const made = await token();
    const idle = pay(made.id, { confirm: false, return_url: undefined });
    expect(await stripeError(idle)).toMatchObject({ param: "confirmation_token" });
  });
});

describe("cards from wallets (https://docs.stripe.com/apple-pay and https://docs.stripe.com/google-pay)", () => {
  it.each([
    { name: "Apple Pay", token: "tok_applePay_visa", type: "apple_pay" },
    { name: "Google Pay", token: "tok_googlePay_mastercard", type: "google_pay" },
  ])("$name is a card that says where it is from", async ({ token: card, type }) => {
    const method = await sandbox.browser.paymentMethods.create({ type: "card", card: { token: card } });
    expect(method.card?.wallet).toMatchObject({ type, dynamic_last4: method.card?.last4 });
    const intent = await sandbox.stripe.paymentIntents.create({
      amount: 2_000,
      currency: "usd",
      confirm: true,
      payment_method: method.id,
      return_url: RETURN_URL,
      expand: ["latest_charge"],
    });
    expect(intent.latest_charge).toMatchObject({ payment_method_details: { card: { wallet: { type } } } });
  });

  it("declines as the card behind it does", async () => {
    const method = await sandbox.browser.paymentMethods.create({
      type: "card",
      card: { token: "tok_applePay_chargeDeclinedInsufficientFunds" },
    });
    const refused = sandbox.stripe.paymentIntents.create({
      amount: 2_000,
      currency: "usd",
      confirm: true,
      payment_method: method.id,
      return_url: RETURN_URL,
    });
    expect(await stripeError(refused)).toMatchObject({ decline_code: "insufficient_funds" });
  });
});
