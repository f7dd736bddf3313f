import type { Stripe } from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

type MethodType = Stripe.PaymentIntentCreateParams.PaymentMethodData.Type;

const RETURN_URL = "https://shop.test/done?order=7";
const billing_details = {
  name: "Ada Lovelace",
  email: "ada@example.test",
  address: { line1: "1 Main St", city: "Oakland", country: "US", postal_code: "94601", state: "CA" },
};

/** Confirms with a new payment method of the type. */
const confirmed = (type: MethodType, details: object = {}, billing: object = billing_details) =>
  sandbox.stripe.paymentIntents.create({
    amount: 10_000,
    currency: "usd",
    confirm: true,
    return_url: RETURN_URL,
    payment_method_data: { type, billing_details: billing },
    ...details,
  });

const answer = (url: string, outcome: string) =>
  fetch(url, { method: "POST", body: new URLSearchParams({ outcome }), redirect: "manual" });

type Case = {
  readonly type: string;
  readonly currency: string;
  readonly country: string;
  readonly page: string;
};

const CASES: readonly Case[] = [
  {
    type: "klarna",
    currency: "usd",
    country: "US",
    page: "https://docs.stripe.com/payments/klarna/accept-a-payment",
  },
  {
    type: "afterpay_clearpay",
    currency: "usd",
    country: "US",
    page: "https://docs.stripe.com/payments/afterpay-clearpay/accept-a-payment",
  },
  {
    type: "affirm",
    currency: "usd",
    country: "US",
    page: "https://docs.stripe.com/payments/affirm/accept-a-payment",
  },
  {
    type: "paypal",
    currency: "eur",
    country: "DE",
    page: "https://docs.stripe.com/payments/paypal/accept-a-payment",
  },
  {
    type: "amazon_pay",
    currency: "usd",
    country: "US",
    page: "https://docs.stripe.com/payments/amazon-pay/accept-a-payment",
  },
  {
    type: "revolut_pay",
    currency: "gbp",
    country: "GB",
    page: "https://docs.stripe.com/payments/revolut-pay/accept-a-payment",
  },
  {
    type: "crypto",
    currency: "usd",
    country: "US",
    page: "https://docs.stripe.com/payments/accept-stablecoin-payments",
  },
  {
    type: "ideal",
    currency: "eur",
    country: "NL",
    page: "https://docs.stripe.com/payments/ideal/accept-a-payment",
  },
  {
    type: "bancontact",
    currency: "eur",
    country: "BE",
    page: "https://docs.stripe.com/payments/bancontact/accept-a-payment",
  },
  {
    type: "eps",
    currency: "eur",
    country: "AT",
    page: "https://docs.stripe.com/payments/eps/accept-a-payment",
  },
  {
    type: "p24",
    currency: "pln",
    country: "PL",
    page: "https://docs.stripe.com/payments/p24/accept-a-payment",
  },
];

describe.each(CASES)("$type ($page)", ({ type, currency, country }) => {
  const billing = { ...billing_details, address: { ...billing_details.address, country } };

  it("sends the customer to the provider's page and succeeds when it is authorized there", async () => {
    const intent = await confirmed(type, { currency }, billing);
    expect(intent).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
    const url = intent.next_action?.redirect_to_url?.url ?? "";
    expect(await (await fetch(url)).text()).toContain("Authorize test payment");
    const back = await answer(url, "succeeded");
    const location = new URL(back.headers.get("location") ?? "");
    expect(Object.fromEntries(location.searchParams)).toEqual({
      order: "7",
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: "succeeded",
    });
    const paid = await sandbox.stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
    expect(paid).toMatchObject({
      status: "succeeded",
      amount_received: 10_000,
      latest_charge: { status: "succeeded", paid: true, payment_method_details: { type } },
    });
  });

  it("goes back to choosing when it is failed there", async () => {
    const intent = await confirmed(type, { currency }, billing);
    const back = await answer(intent.next_action?.redirect_to_url?.url ?? "", "failed");
    expect(back.headers.get("location")).toContain("redirect_status=failed");
    expect(await sandbox.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: {
        code: "payment_intent_authentication_failure",
        payment_method: { type },
      },
    });
  });
});

describe("ways to the provider's page", () => {
  it("Cash App Pay has a code and a page (https://docs.stripe.com/payments/cash-app-pay/accept-a-payment)", async () => {
    const intent = await confirmed("cashapp");
    const action = intent.next_action?.cashapp_handle_redirect_or_display_qr_code;
    expect(intent.next_action?.type).toBe("cashapp_handle_redirect_or_display_qr_code");
    const picture = await fetch(action?.qr_code.image_url_svg ?? "");
    expect(picture.headers.get("content-type")).toBe("image/svg+xml");
    await answer(action?.mobile_auth_url ?? "", "succeeded");
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  });

  it("WeChat Pay shows a code and needs no return_url (https://docs.stripe.com/payments/wechat-pay/accept-a-payment)", async () => {
    const intent = await confirmed("wechat_pay", {
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      payment_method_options: { wechat_pay: { client: "web" } },
      return_url: undefined,
    });
    expect(intent.payment_method_options?.wechat_pay).toEqual({ app_id: null, client: "web" });
    const url = intent.next_action?.wechat_pay_display_qr_code?.data ?? "";
    expect((await answer(url, "succeeded")).status).toBe(200);
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  });

  it("Alipay has an action of its own (https://docs.stripe.com/payments/alipay/accept-a-payment)", async () => {
    const intent = await confirmed("alipay");
    expect(intent.next_action).toMatchObject({
      type: "alipay_handle_redirect",
      alipay_handle_redirect: { return_url: RETURN_URL },
    });
    await answer(intent.next_action?.alipay_handle_redirect?.url ?? "", "succeeded");
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
  });

  it("Link is charged at once (https://docs.stripe.com/payments/link)", async () => {
    const intent = await confirmed("link");
    expect(intent).toMatchObject({ status: "succeeded", next_action: null });
  });
});

describe("what a redirect needs (https://docs.stripe.com/payments/accept-stablecoin-payments#error-codes)", () => {
  it("a return_url", async () => {
    const refused = confirmed("klarna", {
      allowed_payment_method_types: ["klarna"],
      return_url: undefined,
    });
    expect(await stripeError(refused)).toMatchObject({
      code: "payment_intent_redirect_confirmation_without_return_url",
      param: "return_url",
    });
  });

  it("the billing details that the provider asks for (https://docs.stripe.com/payments/klarna/accept-a-payment)", async () => {
    expect(await stripeError(confirmed("klarna", {}, { name: "Ada" }))).toMatchObject({
      code: "parameter_missing",
      param: "billing_details[address][country]",
    });
    const elsewhere = { ...billing_details, address: { ...billing_details.address, country: "JP" } };
    expect(await stripeError(confirmed("klarna", {}, elsewhere))).toMatchObject({
      code: "country_unsupported",
    });
  });

  it("the customer: error_on_requires_action refuses it (https://docs.stripe.com/api/payment_intents/confirm)", async () => {
    const refused = confirmed("klarna", { error_on_requires_action: true });
    expect(await stripeError(refused)).toMatchObject({
      code: "payment_intent_action_required",
      payment_intent: { status: "requires_payment_method" },
    });
  });
});

describe("a redirect that was opened before", () => {
  it("is void once the payment is confirmed with something else", async () => {
    const intent = await confirmed("klarna");
    await sandbox.stripe.paymentIntents.confirm(intent.id, {
      payment_method: "pm_card_visa",
      return_url: RETURN_URL,
    });
    await answer(intent.next_action?.redirect_to_url?.url ?? "", "failed");
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe("succeeded");
    expect((await sandbox.stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1);
  });
});

describe("holding an amount (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method)", () => {
  it("waits for the capture, also when only this type is held", async () => {
    const intent = await confirmed("klarna", {
      payment_method_options: { klarna: { capture_method: "manual" } },
    });
    await sandbox.control("POST", "authenticate", { intent: intent.id, outcome: "succeeded" });
    expect(await sandbox.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "requires_capture",
      amount_capturable: 10_000,
    });
    const captured = await sandbox.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 4_000 });
    expect(captured).toMatchObject({ status: "succeeded", amount_received: 4_000 });
  });
});

describe("saving a wallet (https://docs.stripe.com/payments/paypal/set-up-future-payments)", () => {
  it("takes the customer's consent once and pays later without them", async () => {
    const { stripe } = sandbox;
    const customer = await stripe.customers.create();
    const mandate_data = {
      customer_acceptance: {
        type: "online" as const,
        online: { ip_address: "203.0.113.7", user_agent: "Firefox" },
      },
    };
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      confirm: true,
      return_url: RETURN_URL,
      payment_method_data: { type: "paypal" },
      mandate_data,
    });
    expect(setup).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url" } });
    const mandateId = idOf(setup.mandate);
    expect((await stripe.mandates.retrieve(mandateId)).status).toBe("pending");
    await answer(setup.next_action?.redirect_to_url?.url ?? "", "succeeded");
    const done = await stripe.setupIntents.retrieve(setup.id);
    expect(done.status).toBe("succeeded");
    expect((await stripe.mandates.retrieve(mandateId)).status).toBe("active");
    const paid = await stripe.paymentIntents.create({
      amount: 2_000,
      currency: "usd",
      customer: customer.id,
      payment_method: idOf(done.payment_method),
      off_session: true,
      confirm: true,
    });
    expect(paid.status).toBe("succeeded");
    const without = stripe.setupIntents.create({
      customer: customer.id,
      confirm: true,
      return_url: RETURN_URL,
      payment_method_data: { type: "paypal" },
    });
    expect(await stripeError(without)).toMatchObject({ code: "setup_intent_mandate_invalid" });
  });

  it("a type that cannot be saved is not attached, nor one that was not set up (https://docs.stripe.com/api/payment_methods/attach)", async () => {
    const { stripe } = sandbox;
    const customer = await stripe.customers.create();
    for (const type of ["affirm", "paypal"] as const) {
      const method = await stripe.paymentMethods.create({ type });
      expect(
        await stripeError(stripe.paymentMethods.attach(method.id, { customer: customer.id })),
      ).toMatchObject({
        code: "payment_method_unexpected_state",
      });
    }
  });
});
