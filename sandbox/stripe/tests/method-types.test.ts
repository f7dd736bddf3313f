import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const ENDIVE = "2026-10-28.endive";
const DAHLIA = "2026-08-26.dahlia";

const send = (path: string, body: string, version: string) =>
  sandbox.request("POST", path, body, { "stripe-version": version });

const create = (details: object = {}) =>
  sandbox.stripe.paymentIntents.create({ amount: 10_000, currency: "usd", ...details });

describe("payment_method_types (https://docs.stripe.com/changelog/endive/2026-09-30/removes-the-payment-method-types-parameter-from-payment-intents-and-setup-intents)", () => {
  it.each([
    { name: "creating a PaymentIntent", path: "/v1/payment_intents", body: "amount=500&currency=usd&" },
    { name: "updating a PaymentIntent", path: "/v1/payment_intents/:payment", body: "" },
    { name: "confirming a PaymentIntent", path: "/v1/payment_intents/:payment/confirm", body: "" },
    { name: "creating a SetupIntent", path: "/v1/setup_intents", body: "" },
    { name: "updating a SetupIntent", path: "/v1/setup_intents/:setup", body: "" },
  ])("is refused from endive on and taken before: $name", async ({ path, body }) => {
    const [intent, setup] = await Promise.all([create(), sandbox.stripe.setupIntents.create()]);
    const at = path.replace(":setup", setup.id).replace(":payment", intent.id);
    // Before anything else is looked at: the other parameter is unknown as well.
    const refused = await send(at, `${body}nonsense=1&payment_method_types[]=card`, "2026-09-30.endive");
    expect(refused).toMatchObject({
      status: 400,
      body: {
        error: {
          type: "invalid_request_error",
          code: "payment_method_types_no_longer_supported",
          param: "payment_method_types",
        },
      },
    });
    const confirms = at.endsWith("/confirm");
    const more = confirms ? "&payment_method=pm_card_visa&return_url=https://shop.test/" : "";
    const taken = await send(at, `${body}payment_method_types[]=card${more}`, DAHLIA);
    expect(taken).toMatchObject({ status: 200, body: { payment_method_types: ["card"] } });
  });

  it("is refused by previews from 2026-08-26 on (https://docs.stripe.com/changelog/dahlia/2026-08-26/removes-payment-method-types-parameter-from-payment-intents-setup-intents)", async () => {
    const body = "amount=500&currency=usd&payment_method_types[]=card";
    expect((await send("/v1/payment_intents", body, "2026-08-26.preview")).status).toBe(400);
    expect((await send("/v1/payment_intents", body, "2026-07-29.preview")).status).toBe(200);
    expect((await send("/v1/payment_intents", body, ENDIVE)).status).toBe(400);
  });

  it("was never a parameter of a SetupIntent's confirmation (https://docs.stripe.com/api/setup_intents/confirm)", async () => {
    const setup = await sandbox.stripe.setupIntents.create();
    const answer = await send(`/v1/setup_intents/${setup.id}/confirm`, "payment_method_types[]=card", DAHLIA);
    expect(answer.body).toMatchObject({ error: { code: "parameter_unknown" } });
  });

  it("fixes the list in older versions, which must fit the payment", async () => {
    const body = (currency: string) =>
      `amount=5000&currency=${currency}&payment_method_types[]=ideal&payment_method_types[]=card`;
    const fixed = await send("/v1/payment_intents", body("eur"), DAHLIA);
    expect(fixed.body).toMatchObject({
      automatic_payment_methods: null,
      payment_method_types: ["ideal", "card"],
    });
    const refused = await send("/v1/payment_intents", body("usd"), DAHLIA);
    expect(refused).toMatchObject({ status: 400, body: { error: { param: "payment_method_types" } } });
    expect(refused.text).toContain("The currency provided (usd) is invalid");
    const unknown = await send(
      "/v1/payment_intents",
      "amount=5000&currency=eur&payment_method_types[]=barter",
      DAHLIA,
    );
    expect(unknown.text).toContain("The payment method type provided: barter is invalid");
  });
});

describe("what a payment offers (https://docs.stripe.com/payments/payment-methods/dynamic-payment-methods)", () => {
  it.each([
    { name: "nominal: dollars", details: {}, has: ["card", "link", "klarna", "cashapp"], not: ["ideal"] },
    { name: "euros", details: { currency: "eur" }, has: ["ideal", "sepa_debit"], not: ["us_bank_account"] },
    { name: "an amount below a limit", details: { amount: 4_999 }, has: ["klarna"], not: ["affirm"] },
    { name: "an amount at the limit", details: { amount: 5_000 }, has: ["affirm"], not: [] },
    { name: "an amount above a limit", details: { amount: 200_001 }, has: ["affirm"], not: ["cashapp"] },
    {
      name: "saved for later",
      details: { setup_future_usage: "off_session" },
      has: ["card", "us_bank_account", "paypal"],
      not: ["affirm", "crypto"],
    },
    {
      name: "captured later",
      details: { capture_method: "manual" },
      has: ["card", "klarna"],
      not: ["us_bank_account", "crypto"],
    },
    {
      name: "without redirects",
      details: { automatic_payment_methods: { enabled: true, allow_redirects: "never" } },
      has: ["card", "us_bank_account"],
      not: ["klarna", "paypal"],
    },
    {
      name: "without automatic methods",
      details: { automatic_payment_methods: { enabled: false } },
      has: ["card"],
      not: ["link", "klarna"],
    },
  ])("$name", async ({ details, has, not }) => {
    const { payment_method_types: types } = await create(details);
    expect(types).toEqual(expect.arrayContaining(has));
    for (const type of not) expect(types).not.toContain(type);
  });

  it("needs a customer for a bank transfer (https://docs.stripe.com/payments/bank-transfers)", async () => {
    const customer = await sandbox.stripe.customers.create();
    expect((await create()).payment_method_types).not.toContain("customer_balance");
    expect((await create({ customer: customer.id })).payment_method_types).toContain("customer_balance");
  });

  it("leaves out what is excluded, until that is unset (https://docs.stripe.com/changelog/clover/2025-09-30/exclude-payment-methods-checkout-sessions)", async () => {
    const intent = await create({ excluded_payment_method_types: ["klarna", "link"] });
    expect(intent.excluded_payment_method_types).toEqual(["klarna", "link"]);
    expect(intent.payment_method_types).not.toContain("klarna");
    const updated = await sandbox.stripe.paymentIntents.update(intent.id, {
      excluded_payment_method_types: "",
    });
    expect(updated.excluded_payment_method_types).toBeNull();
    expect(updated.payment_method_types).toContain("klarna");
  });

  it("filters what is allowed, silently, and only alone (https://docs.stripe.com/changelog/dahlia/2026-07-29/allowed-payment-method-types-parameter)", async () => {
    const allowed = ["card", "ideal", "klarna"] as const;
    const intent = await create({ allowed_payment_method_types: [...allowed] });
    expect(intent).toMatchObject({
      allowed_payment_method_types: ["card", "ideal", "klarna"],
      payment_method_types: ["card", "klarna"],
    });
    const mixed = create({ allowed_payment_method_types: ["card"], excluded_payment_method_types: ["link"] });
    expect(await stripeError(mixed)).toMatchObject({ code: "parameters_exclusive", statusCode: 400 });
  });

  it("follows the payment when that changes", async () => {
    const intent = await create({ currency: "usd" });
    const updated = await sandbox.stripe.paymentIntents.update(intent.id, { currency: "eur", amount: 900 });
    expect(updated.payment_method_types).toContain("ideal");
    expect(updated.payment_method_types).not.toContain("cashapp");
  });

  it("refuses a payment method of a type that it does not offer (https://docs.stripe.com/error-codes#payment-intent-incompatible-payment-method)", async () => {
    const intent = await create({ currency: "eur" });
    const refused = sandbox.stripe.paymentIntents.confirm(intent.id, {
      payment_method: "pm_usBankAccount_success",
      return_url: "https://shop.test/",
    });
    expect(await stripeError(refused)).toMatchObject({
      code: "payment_intent_incompatible_payment_method",
      param: "payment_method",
    });
  });

  it("offers a setup only what can be saved", async () => {
    const { payment_method_types: types } = await sandbox.stripe.setupIntents.create();
    expect(types).toEqual(expect.arrayContaining(["card", "us_bank_account", "sepa_debit", "paypal"]));
    expect(types).not.toContain("affirm");
    const chosen = await sandbox.stripe.setupIntents.create({ allowed_payment_method_types: ["sepa_debit"] });
    expect(chosen.payment_method_types).toEqual(["sepa_debit"]);
  });
});

describe("payment method configurations (https://docs.stripe.com/api/payment_method_configurations)", () => {
  it("the default one decides for intents that name none, another for those that name it", async () => {
    const own = await startForTest();
    const { stripe } = own;
    const [standard] = (await stripe.paymentMethodConfigurations.list()).data;
    expect(standard).toMatchObject({
      is_default: true,
      klarna: { available: true, display_preference: { value: "on" } },
    });
    const paying = { amount: 10_000, currency: "usd" };
    const before = await stripe.paymentIntents.create(paying);
    expect(before.payment_method_configuration_details?.id).toBe(standard?.id);
    await stripe.paymentMethodConfigurations.update(standard?.id ?? "", {
      klarna: { display_preference: { preference: "off" } },
    });
    expect((await stripe.paymentIntents.create(paying)).payment_method_types).not.toContain("klarna");
    const cardsOnly = await stripe.paymentMethodConfigurations.create({
      name: "Cards",
      card: { display_preference: { preference: "on" } },
    });
    expect((await stripe.paymentMethodConfigurations.retrieve(cardsOnly.id)).link?.available).toBe(false);
    const named = await stripe.paymentIntents.create({
      ...paying,
      payment_method_configuration: cardsOnly.id,
    });
    expect(named.payment_method_types).toEqual(["card"]);
    const unknown = stripe.paymentIntents.create({ ...paying, payment_method_configuration: "pmc_none" });
    expect(await stripeError(unknown)).toMatchObject({ code: "resource_missing" });
    await own.close();
  });

  it("starts with the types that the sandbox is configured with", async () => {
    const own = await startForTest({ paymentMethods: ["card", "sepa_debit"] });
    const intent = await own.stripe.paymentIntents.create({ amount: 900, currency: "eur" });
    expect(intent.payment_method_types).toEqual(["card", "sepa_debit"]);
    await own.close();
  });
});

describe("domains that show wallets (https://docs.stripe.com/api/payment_method_domains)", () => {
  it("are registered once, listed, switched off and validated", async () => {
    const { paymentMethodDomains: domains } = sandbox.stripe;
    const made = await domains.create({ domain_name: "Shop.Example.test" });
    expect(made).toMatchObject({ domain_name: "shop.example.test", apple_pay: { status: "active" } });
    expect((await domains.create({ domain_name: "shop.example.test" })).id).toBe(made.id);
    expect((await domains.update(made.id, { enabled: false })).enabled).toBe(false);
    expect((await domains.validate(made.id)).id).toBe(made.id);
    expect((await domains.list({ enabled: false })).data.map(({ id }) => id)).toEqual([made.id]);
    expect(await stripeError(domains.create({ domain_name: "https://shop.test/" }))).toMatchObject({
      param: "domain_name",
    });
  });
});

describe("what Stripe.js asks before it draws (no page: the sandbox's own Stripe.js is the only caller)", () => {
  const session = async (query: string) => {
    const { body } = await sandbox.request("GET", `/v1/elements/sessions?${query}`, undefined, {
      authorization: `Bearer ${sandbox.publishableKey}`,
    });
    return body;
  };

  it("answers the types for a deferred payment, and what each asks for", async () => {
    const query = "type=deferred_intent&deferred_intent[mode]=payment&deferred_intent[amount]=900";
    const deferred = `${query}&deferred_intent[currency]=eur&deferred_intent[allowed_payment_method_types][]=sepa_debit`;
    expect(await session(deferred)).toMatchObject({
      payment_method_preference: { ordered_payment_method_types: ["sepa_debit"] },
      payment_method_specs: [
        { type: "sepa_debit", fields: ["name", "email", "iban", "address"], needs_mandate: true },
      ],
    });
  });

  it("answers the types of an intent to whoever has its client secret", async () => {
    const intent = await create({ allowed_payment_method_types: ["card"] });
    expect(await session(`type=payment_intent&client_secret=${intent.client_secret}`)).toMatchObject({
      payment_method_preference: { ordered_payment_method_types: ["card"] },
    });
    expect(await session(`type=payment_intent&client_secret=${intent.id}_secret_wrong`)).toMatchObject({
      error: { param: "client_secret" },
    });
  });
});
