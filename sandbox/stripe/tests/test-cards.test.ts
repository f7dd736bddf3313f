import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cardByNumber, cardByToken, passesLuhn, TEST_CARDS } from "../test-cards.ts";
import { DOCUMENTED_NUMBERS, DOCUMENTED_PAYMENT_METHODS } from "./documented-cards.ts";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const pay = async (number: string) => {
  const intent = await sandbox.stripe.paymentIntents.create({ amount: 1_500, currency: "usd" });
  const method = await sandbox.card(number);
  return sandbox.stripe.paymentIntents.confirm(intent.id, {
    payment_method: method,
    use_stripe_sdk: true,
    return_url: "https://shop.test/",
  });
};

describe("the numbers (https://docs.stripe.com/testing)", () => {
  it("are unique and all but the incorrect one pass the check digit", () => {
    expect(new Set(TEST_CARDS.map((card) => card.number)).size).toBe(TEST_CARDS.length);
    expect(TEST_CARDS.filter((card) => !passesLuhn(card.number)).map((card) => card.number)).toEqual([
      "4242424242424241",
    ]);
    const tokens = TEST_CARDS.flatMap((card) => card.tokens);
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});

describe("every card of the page is known (https://docs.stripe.com/testing)", () => {
  it.each(Object.entries(DOCUMENTED_NUMBERS))("numbers: %s", (_section, numbers) => {
    expect(numbers.split(/\s+/).filter((number) => cardByNumber(number) === undefined)).toEqual([]);
  });

  it.each(Object.entries(DOCUMENTED_PAYMENT_METHODS))("PaymentMethods: %s", (_section, tokens) => {
    expect(tokens.split(/\s+/).filter((token) => cardByToken(`pm_card_${token}`) === undefined)).toEqual([]);
  });
});

describe("cards by brand and country (https://docs.stripe.com/testing#cards)", () => {
  it.each([
    ["4242424242424242", "visa", "credit", "US"],
    ["4000056655665556", "visa", "debit", "US"],
    ["5555555555554444", "mastercard", "credit", "US"],
    ["2223003122003222", "mastercard", "credit", "US"],
    ["5200828282828210", "mastercard", "debit", "US"],
    ["5105105105105100", "mastercard", "prepaid", "US"],
    ["378282246310005", "amex", "credit", "US"],
    ["6011111111111117", "discover", "credit", "US"],
    ["3056930009020004", "diners", "credit", "US"],
    ["3566002020360505", "jcb", "credit", "JP"],
    ["6200000000000005", "unionpay", "credit", "CN"],
    ["4000002760000016", "visa", "credit", "DE"],
    ["4000008260000000", "visa", "credit", "GB"],
    ["4000058260000005", "visa", "debit", "GB"],
    ["5555558265554449", "mastercard", "credit", "GB"],
    ["5200007840000022", "mastercard", "credit", "AE"],
    ["3530111333300000", "jcb", "credit", "JP"],
    ["5062210000000009", "unknown", "credit", "MX"],
    ["4000057640000008", "visa", "debit", "TH"],
    ["4000051230000072", "visa", "debit", "US"],
    ["4000003720000278", "visa", "credit", "IE"],
  ])("%s is a %s %s card of %s and pays", async (number, brand, funding, country) => {
    const intent = await pay(number);
    expect(intent.status).toBe("succeeded");
    const { id } = intent;
    const { data } = await sandbox.stripe.charges.list({ payment_intent: id });
    expect(data[0]?.payment_method_details?.card).toMatchObject({
      brand,
      funding,
      country,
      last4: number.slice(-4),
      checks: { cvc_check: "pass" },
    });
  });
});

describe("refused cards (https://docs.stripe.com/testing#declined-payments)", () => {
  it.each([
    ["4000000000000002", "card_declined", "generic_decline"],
    ["4000000000009995", "card_declined", "insufficient_funds"],
    ["4000000000009987", "card_declined", "lost_card"],
    ["4000000000009979", "card_declined", "stolen_card"],
    ["4000000000006975", "card_declined", "card_velocity_exceeded"],
    ["4000000000000069", "expired_card", undefined],
    ["4000000000000127", "incorrect_cvc", undefined],
    ["4000000000000119", "processing_error", undefined],
    ["4000000000000341", "card_declined", "generic_decline"],
    ["4100000000000019", "card_declined", "fraudulent"],
    ["4000000000000101", "incorrect_cvc", undefined],
  ])("%s fails with %s %s, and the intent can be tried again", async (number, code, declineCode) => {
    const error = await stripeError(pay(number));
    expect(error).toMatchObject({
      type: "StripeCardError",
      statusCode: 402,
      code,
      doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll("_", "-")}`,
    });
    expect(error.decline_code).toBe(declineCode ?? "");
    expect(error.payment_intent).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: { code, charge: error.charge },
    });
    const charge = await sandbox.stripe.charges.retrieve(error.charge ?? "");
    expect(charge).toMatchObject({
      paid: false,
      status: "failed",
      failure_code: code,
      balance_transaction: null,
    });
    const again = await sandbox.stripe.paymentIntents.confirm(error.payment_intent?.id ?? "", {
      payment_method: "pm_card_visa",
      return_url: "https://shop.test/",
    });
    expect(again.status).toBe("succeeded");
  });

  it("a number with a wrong check digit is refused when the method is created", async () => {
    expect(await stripeError(sandbox.card("4242424242424241"))).toMatchObject({
      statusCode: 402,
      code: "incorrect_number",
      param: "number",
    });
  });

  it("invalid dates and codes are refused (https://docs.stripe.com/testing#invalid-data)", async () => {
    expect(await stripeError(sandbox.card("4242424242424242", { exp_month: 13 }))).toMatchObject({
      code: "invalid_expiry_month",
    });
    expect(await stripeError(sandbox.card("4242424242424242", { exp_year: 2_020 }))).toMatchObject({
      code: "invalid_expiry_year",
    });
    expect(await stripeError(sandbox.card("4242424242424242", { cvc: "99" }))).toMatchObject({
      code: "invalid_cvc",
    });
  });

  it("a number that is not a test card is treated as a live card", async () => {
    expect(await stripeError(pay("4111111111111111"))).toMatchObject({ decline_code: "test_mode_live_card" });
  });

  it("a refused card cannot be attached, except the one made for it", async () => {
    const customer = await sandbox.stripe.customers.create();
    const attach = async (number: string) =>
      sandbox.stripe.paymentMethods.attach(await sandbox.card(number), { customer: customer.id });
    expect(await stripeError(attach("4000000000000002"))).toMatchObject({
      statusCode: 402,
      code: "card_declined",
    });
    const attached = await attach("4000000000000341");
    const charge = sandbox.stripe.paymentIntents.create({
      amount: 500,
      currency: "usd",
      customer: customer.id,
      payment_method: attached.id,
      off_session: true,
      confirm: true,
    });
    expect(await stripeError(charge)).toMatchObject({ code: "card_declined" });
  });

  it("raw numbers are not taken from a server", async () => {
    const create = sandbox.stripe.paymentMethods.create({
      type: "card",
      card: { number: "4242424242424242", exp_month: 1, exp_year: 2_040 },
    });
    expect((await stripeError(create)).message).toContain(
      "Sending credit card numbers directly to the Stripe API is generally unsafe.",
    );
  });
});

describe("co-branded cards (https://docs.stripe.com/testing#cards, https://docs.stripe.com/co-badged-cards-compliance)", () => {
  it.each([
    ["pm_card_visa_cartesBancaires", "visa", ["cartes_bancaires", "visa"]],
    ["pm_card_mastercard_debit_eftposAuCoBranded", "mastercard", ["eftpos_au", "mastercard"]],
    ["pm_card_visa", "visa", ["visa"]],
  ])("%s has the networks %s", async (token, brand, available) => {
    const customer = await sandbox.stripe.customers.create();
    const method = await sandbox.stripe.paymentMethods.attach(token, { customer: customer.id });
    expect(method.card).toMatchObject({ brand, networks: { available } });
  });
});

describe("checks (https://docs.stripe.com/testing#fraud-prevention)", () => {
  it.each(["4000000000000127", "4000000000000101", "4000058400307872"])(
    "%s is refused for its CVC, and not when none was given",
    async (number) => {
      expect(await stripeError(pay(number))).toMatchObject({ code: "incorrect_cvc", param: "cvc" });
      const { id } = await sandbox.browser.paymentMethods.create({
        type: "card",
        card: { number, exp_month: 12, exp_year: 2_034 },
      });
      const intent = await sandbox.stripe.paymentIntents.create({
        amount: 500,
        currency: "usd",
        payment_method: id,
        off_session: true,
        confirm: true,
        expand: ["latest_charge"],
      });
      expect(intent.latest_charge).toMatchObject({
        status: "succeeded",
        payment_method_details: { card: { checks: { cvc_check: null } } },
      });
    },
  );

  it.each([
    ["4000000000000036", "fail", "pass"],
    ["4000058400306072", "fail", "pass"],
    ["4000000000000028", "pass", "fail"],
    ["4000000000000010", "fail", "fail"],
    ["4000000000000044", "unavailable", "unavailable"],
  ])(
    "%s pays; its postal code: %s, its first line: %s, and neither when not given",
    async (number, zip, line1) => {
      const checksFor = async (address: object) => {
        const { id } = await sandbox.browser.paymentMethods.create({
          type: "card",
          card: { number, exp_month: 12, exp_year: 2_034, cvc: "123" },
          billing_details: { address },
        });
        const intent = await sandbox.stripe.paymentIntents.create({
          amount: 500,
          currency: "usd",
          payment_method: id,
          off_session: true,
          confirm: true,
        });
        const { data } = await sandbox.stripe.charges.list({ payment_intent: intent.id });
        return data[0]?.payment_method_details?.card?.checks;
      };
      expect(await checksFor({ line1: "1 Main St", postal_code: "94107" })).toEqual({
        address_line1_check: line1,
        address_postal_code_check: zip,
        cvc_check: "pass",
      });
      expect(await checksFor({ country: "US" })).toMatchObject({
        address_line1_check: null,
        address_postal_code_check: null,
      });
    },
  );
});

describe("tokens (https://docs.stripe.com/testing#cards, 'PaymentMethods')", () => {
  it.each(
    TEST_CARDS.filter(
      (card) => card.tokens.length > 0 && card.decline === undefined && card.authentication === "unenrolled",
    ).map((card) => [`pm_card_${card.tokens[0]}`, card.number.slice(-4)]),
  )("%s is the card ending in %s", async (token, last4) => {
    const intent = await sandbox.stripe.paymentIntents.create({
      amount: 500,
      currency: "usd",
      payment_method: token,
      off_session: true,
      confirm: true,
      expand: ["payment_method"],
    });
    expect(intent).toMatchObject({ status: "succeeded", payment_method: { card: { last4 } } });
  });

  it("tok_visa makes a payment method too", async () => {
    const method = await sandbox.stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
    expect(method.card).toMatchObject({ brand: "visa", last4: "4242" });
  });
});
