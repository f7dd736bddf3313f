import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

// https://docs.stripe.com/tax/custom, https://docs.stripe.com/api/tax/calculations
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const at = (country: string, more: object = {}) => ({
  address: { country, ...more },
  address_source: "billing" as const,
});
const calculate = (details: ReturnType<typeof at> & object, more: object = {}, line: object = {}) =>
  sandbox.stripe.tax.calculations.create({
    currency: "eur",
    customer_details: details,
    line_items: [{ amount: 10_000, reference: "course", ...line }],
    expand: ["line_items"],
    ...more,
  });

describe("tax calculations (https://docs.stripe.com/api/tax/calculations/create)", () => {
  it.each([
    { name: "Germany", details: at("DE"), tax: 1_900, percent: "19.0" },
    { name: "France", details: at("FR"), tax: 2_000, percent: "20.0" },
    {
      name: "California",
      details: at("US", { state: "CA", postal_code: "94601" }),
      tax: 725,
      percent: "7.25",
    },
    {
      name: "New Jersey",
      details: at("US", { state: "NJ", postal_code: "07001" }),
      tax: 663,
      percent: "6.625",
    },
    { name: "Japan", details: at("JP"), tax: 1_000, percent: "10.0" },
  ])("add $percent% in $name", async ({ details, tax, percent }) => {
    const calculation = await calculate(details);
    expect(calculation).toMatchObject({
      tax_amount_exclusive: tax,
      tax_amount_inclusive: 0,
      amount_total: 10_000 + tax,
      tax_breakdown: [
        {
          amount: tax,
          taxability_reason: "standard_rated",
          tax_rate_details: { percentage_decimal: percent },
        },
      ],
    });
    expect(calculation.line_items?.data).toMatchObject([
      { amount: 10_000, amount_tax: tax, reference: "course" },
    ]);
  });

  it("take the tax out of an inclusive amount", async () => {
    const calculation = await calculate(at("DE"), {}, { tax_behavior: "inclusive", amount: 11_900 });
    expect(calculation).toMatchObject({
      tax_amount_inclusive: 1_900,
      tax_amount_exclusive: 0,
      amount_total: 11_900,
    });
  });

  it.each([
    {
      name: "businesses of the EU",
      details: { ...at("FR"), tax_ids: [{ type: "eu_vat" as const, value: "FRAB123456789" }] },
      line: {},
      reason: "reverse_charge",
    },
    {
      name: "exempt customers",
      details: { ...at("DE"), taxability_override: "customer_exempt" as const },
      line: {},
      reason: "customer_exempt",
    },
    {
      name: "what is not taxable",
      details: at("DE"),
      line: { tax_code: "txcd_00000000" },
      reason: "product_exempt",
    },
    { name: "countries where nothing is collected", details: at("BR"), line: {}, reason: "not_collecting" },
  ])("ask nothing of $name (https://docs.stripe.com/tax/zero-tax)", async ({ details, line, reason }) => {
    expect(await calculate(details, {}, line)).toMatchObject({
      tax_amount_exclusive: 0,
      tax_breakdown: [{ taxability_reason: reason, amount: 0 }],
    });
  });

  it("tax shipping, too, and know a customer's address", async () => {
    const customer = await sandbox.stripe.customers.create({ address: { country: "DE", city: "Berlin" } });
    const calculation = await sandbox.stripe.tax.calculations.create({
      currency: "eur",
      customer: customer.id,
      line_items: [{ amount: 1_000 }],
      shipping_cost: { amount: 500 },
    });
    expect(calculation).toMatchObject({
      customer: customer.id,
      amount_total: 1_785,
      tax_amount_exclusive: 285,
      shipping_cost: { amount: 500, amount_tax: 95 },
    });
  });

  it("need to know where the customer is (https://docs.stripe.com/tax/customer-locations)", async () => {
    const refused = await stripeError(calculate({ address: { country: "" }, address_source: "billing" }));
    expect(refused).toMatchObject({ code: "customer_tax_location_invalid", statusCode: 400 });
    expect(await stripeError(calculate(at("US")))).toMatchObject({ code: "customer_tax_location_invalid" });
  });
});

describe("tax transactions (https://docs.stripe.com/api/tax/transactions)", () => {
  it("record a calculation once, and are reversed in parts and in full", async () => {
    const { transactions } = sandbox.stripe.tax;
    const calculation = await calculate(at("DE"));
    const given = { calculation: calculation.id ?? "", reference: "order_1", expand: ["line_items"] };
    const recorded = await transactions.createFromCalculation(given);
    expect(recorded).toMatchObject({ type: "transaction", reference: "order_1", reversal: null });
    expect(await stripeError(transactions.createFromCalculation(given))).toMatchObject({
      param: "reference",
    });
    const line = recorded.line_items?.data[0];
    const part = (amount: number, reference: string) =>
      transactions.createReversal({
        mode: "partial",
        original_transaction: recorded.id,
        reference,
        line_items: [{ original_line_item: line?.id ?? "", reference: "refund", amount, amount_tax: -190 }],
        expand: ["line_items"],
      });
    const reversal = await part(-1_000, "order_1-refund_1");
    expect(reversal).toMatchObject({ type: "reversal", reversal: { original_transaction: recorded.id } });
    expect(reversal.line_items?.data).toMatchObject([
      { amount: -1_000, type: "reversal", reversal: { original_line_item: line?.id } },
    ]);
    expect(await stripeError(part(-9_001, "order_1-refund_2"))).toMatchObject({ param: "line_items" });
    const other = await transactions.createFromCalculation({ ...given, reference: "order_2" });
    const whole = await transactions.createReversal({
      mode: "full",
      original_transaction: other.id,
      reference: "order_2-void",
    });
    expect((await transactions.listLineItems(whole.id)).data).toMatchObject([
      { amount: -10_000, amount_tax: -1_900 },
    ]);
    expect(await transactions.retrieve(other.id)).toMatchObject({ reference: "order_2" });
  });

  it("cannot be made of a calculation that has expired, after 90 days", async () => {
    const calculation = await calculate(at("DE"));
    await sandbox.control("POST", "clock/advance", { days: 90 });
    const late = sandbox.stripe.tax.transactions.createFromCalculation({
      calculation: calculation.id ?? "",
      reference: "late",
    });
    expect(await stripeError(late)).toMatchObject({ param: "calculation" });
  });
});

describe("ephemeral keys (https://docs.stripe.com/payments/mobile/set-up-future-payments)", () => {
  it("are made for a customer, last an hour, and are revoked", async () => {
    const { stripe } = sandbox;
    const customer = await stripe.customers.create();
    const options = { apiVersion: "2026-10-28.endive" };
    const key = await stripe.ephemeralKeys.create({ customer: customer.id }, options);
    expect(key.secret).toMatch(/^ek_test_/);
    expect(key.expires - key.created).toBe(3_600);
    expect(await stripe.ephemeralKeys.del(key.id)).toMatchObject({ id: key.id });
    expect(await stripeError(stripe.ephemeralKeys.del(key.id))).toMatchObject({ statusCode: 404 });
    expect(await stripeError(stripe.ephemeralKeys.create({ customer: "cus_1" }, options))).toMatchObject({
      param: "customer",
    });
  });
});

describe("top-ups (https://docs.stripe.com/connect/top-ups)", () => {
  it("arrive after five banking days, or are canceled before", async () => {
    const { stripe } = sandbox;
    const [arriving, canceled] = [
      await stripe.topups.create({
        amount: 5_000,
        currency: "usd",
        description: "Float",
        metadata: { a: "1" },
      }),
      await stripe.topups.create({ amount: 7_000, currency: "usd" }),
    ];
    expect(arriving).toMatchObject({ status: "pending", balance_transaction: null });
    expect((await stripe.topups.cancel(canceled.id)).status).toBe("canceled");
    await sandbox.control("POST", "clock/advance", { days: 9 });
    const arrived = await stripe.topups.retrieve(arriving.id, { expand: ["balance_transaction"] });
    expect(arrived).toMatchObject({
      status: "succeeded",
      balance_transaction: { type: "topup", net: 5_000 },
    });
    expect((await stripe.topups.list({ status: "canceled" })).data.map(({ id }) => id)).toEqual([
      canceled.id,
    ]);
    expect(await stripeError(stripe.topups.cancel(arrived.id))).toMatchObject({ statusCode: 400 });
    const types = (
      await stripe.events.list({ types: ["topup.created", "topup.succeeded", "topup.canceled"] })
    ).data;
    expect(types.map(({ type }) => type).toSorted()).toEqual([
      "topup.canceled",
      "topup.created",
      "topup.created",
      "topup.succeeded",
    ]);
  });

  it("fail when the bank refuses (https://docs.stripe.com/connect/testing#account-numbers)", async () => {
    const { stripe } = sandbox;
    const topup = await stripe.topups.create({
      amount: 5_000,
      currency: "usd",
      source: "btok_us_verified_insufficientFunds",
    });
    await sandbox.control("POST", "clock/advance", { days: 9 });
    expect(await stripe.topups.retrieve(topup.id)).toMatchObject({
      status: "failed",
      failure_code: "insufficient_funds",
    });
  });
});
