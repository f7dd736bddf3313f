import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const customerWith = async (available = 0): Promise<string> => {
  const { id } = await sandbox.stripe.customers.create();
  if (available > 0) await fund(id, available);
  return id;
};

const fund = (customer: string, amount: number, details: object = {}) =>
  sandbox.stripe.testHelpers.customers.fundCashBalance(customer, { amount, currency: "eur", ...details });

const transfer = (customer: string, details: object = {}) =>
  sandbox.stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    customer,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    payment_method_data: { type: "customer_balance" },
    payment_method_options: {
      customer_balance: {
        funding_type: "bank_transfer",
        bank_transfer: { type: "eu_bank_transfer", eu_bank_transfer: { country: "DE" } },
      },
    },
    ...details,
  });

const now = (id: string) => sandbox.stripe.paymentIntents.retrieve(id);
const available = async (customer: string) =>
  (await sandbox.stripe.customers.retrieveCashBalance(customer)).available;

describe("a bank transfer (https://docs.stripe.com/payments/bank-transfers/accept-a-payment)", () => {
  it("shows where to send how much, and succeeds when it has arrived", async () => {
    const customer = await customerWith();
    const intent = await transfer(customer);
    expect(intent).toMatchObject({
      status: "requires_action",
      next_action: {
        type: "display_bank_transfer_instructions",
        display_bank_transfer_instructions: {
          amount_remaining: 5_000,
          currency: "eur",
          type: "eu_bank_transfer",
          financial_addresses: [{ type: "iban", iban: { country: "DE" } }],
        },
      },
    });
    const funded = await fund(customer, 5_000);
    expect(funded).toMatchObject({ type: "funded", net_amount: 5_000, ending_balance: 5_000 });
    expect(await now(intent.id)).toMatchObject({ status: "succeeded", amount_received: 5_000 });
    expect(await available(customer)).toBeNull();
    const moves = await sandbox.stripe.customers.listCashBalanceTransactions(customer);
    expect(moves.data.map(({ type, net_amount }) => [type, net_amount])).toEqual([
      ["applied_to_payment", -5_000],
      ["funded", 5_000],
    ]);
    const found = await sandbox.stripe.customers.retrieveCashBalanceTransaction(customer, funded.id);
    expect(found.id).toBe(funded.id);
  });

  it("uses what the customer has sent before", async () => {
    const customer = await customerWith(6_000);
    expect((await transfer(customer)).status).toBe("succeeded");
    expect(await available(customer)).toEqual({ eur: 1_000 });
  });

  it("needs a customer, and a type of transfer that fits the currency", async () => {
    const refused = transfer(await customerWith(), { currency: "usd" });
    expect(await stripeError(refused)).toMatchObject({
      param: "payment_method_options[customer_balance][bank_transfer][type]",
    });
    expect(await stripeError(transfer("", {}))).toMatchObject({
      code: "payment_intent_incompatible_payment_method",
    });
  });

  it.each([
    { currency: "usd", type: "us_bank_transfer", addresses: ["aba", "swift"] },
    { currency: "gbp", type: "gb_bank_transfer", addresses: ["sort_code"] },
    { currency: "jpy", type: "jp_bank_transfer", addresses: ["zengin"] },
    { currency: "mxn", type: "mx_bank_transfer", addresses: ["spei"] },
  ])("in $currency goes to $addresses", async ({ currency, type, addresses }) => {
    const intent = await transfer(await customerWith(), { currency, payment_method_options: undefined });
    const details = intent.next_action?.display_bank_transfer_instructions;
    expect(details?.type).toBe(type);
    expect(details?.financial_addresses?.map((address) => address.type)).toEqual(addresses);
  });

  it("can be made from the hosted page", async () => {
    const intent = await transfer(await customerWith());
    const url = intent.next_action?.display_bank_transfer_instructions?.hosted_instructions_url ?? "";
    expect(await (await fetch(url)).text()).toContain("Make the test transfer");
    await fetch(url, { method: "POST" });
    expect((await now(intent.id)).status).toBe("succeeded");
  });
});

describe("reconciliation (https://docs.stripe.com/payments/customer-balance/reconciliation)", () => {
  it("an underpayment funds a part and waits for the rest", async () => {
    const customer = await customerWith();
    const intent = await transfer(customer);
    await fund(customer, 2_000);
    const part = await now(intent.id);
    expect(part.status).toBe("requires_action");
    expect(part.next_action?.display_bank_transfer_instructions?.amount_remaining).toBe(3_000);
    const [event] = (await sandbox.stripe.events.list({ type: "payment_intent.partially_funded" })).data;
    expect(event?.data.object).toMatchObject({ id: intent.id });
    await fund(customer, 3_500);
    expect((await now(intent.id)).status).toBe("succeeded");
    expect(await available(customer)).toEqual({ eur: 500 });
    const [left] = (await sandbox.stripe.events.list({ type: "cash_balance.funds_available" })).data;
    expect(left?.data.object).toMatchObject({ customer, available: { eur: 500 } });
  });

  it("finds the payment by reference, then by amount, then the oldest", async () => {
    const customer = await customerWith();
    const [oldest, exact, referenced] = [
      await transfer(customer, { amount: 9_000 }),
      await transfer(customer, { amount: 4_000 }),
      await transfer(customer, { amount: 7_000 }),
    ];
    const reference = referenced.next_action?.display_bank_transfer_instructions?.reference ?? "";
    await fund(customer, 7_000, { reference: `Invoice ${reference}` });
    await fund(customer, 4_000);
    await fund(customer, 1_000);
    const statuses = await Promise.all(
      [oldest, exact, referenced].map(async ({ id }) => (await now(id)).status),
    );
    expect(statuses).toEqual(["requires_action", "succeeded", "succeeded"]);
    const { next_action: action } = await now(oldest.id);
    expect(action?.display_bank_transfer_instructions?.amount_remaining).toBe(8_000);
  });

  it("by hand waits until the merchant applies it (https://docs.stripe.com/api/payment_intents/apply_customer_balance)", async () => {
    const { stripe } = sandbox;
    const customer = await customerWith();
    const balance = await stripe.customers.updateCashBalance(customer, {
      settings: { reconciliation_mode: "manual" },
    });
    expect(balance.settings).toEqual({ reconciliation_mode: "manual", using_merchant_default: false });
    const intent = await transfer(customer);
    await fund(customer, 6_000);
    expect((await now(intent.id)).status).toBe("requires_action");
    const apply = (amount: number, currency = "eur") =>
      stripe.paymentIntents.applyCustomerBalance(intent.id, { amount, currency });
    expect(await stripeError(apply(5_001))).toMatchObject({ param: "amount" });
    expect(await stripeError(apply(5_000, "usd"))).toMatchObject({ param: "currency" });
    expect((await apply(2_000)).status).toBe("requires_action");
    expect((await apply(3_000)).status).toBe("succeeded");
    expect(await stripeError(apply(1))).toMatchObject({ code: "payment_intent_unexpected_state" });
    expect(await available(customer)).toEqual({ eur: 1_000 });
  });

  it("a canceled payment returns what it had", async () => {
    const customer = await customerWith();
    const intent = await transfer(customer);
    await fund(customer, 2_000);
    await sandbox.stripe.paymentIntents.cancel(intent.id);
    expect(await available(customer)).toEqual({ eur: 2_000 });
    const [move] = (await sandbox.stripe.customers.listCashBalanceTransactions(customer)).data;
    expect(move).toMatchObject({
      type: "unapplied_from_payment",
      unapplied_from_payment: { payment_intent: intent.id },
    });
  });
});

describe("the cash balance (https://docs.stripe.com/payments/customer-balance)", () => {
  it("has the same account for the same customer (https://docs.stripe.com/payments/customer-balance/funding-instructions)", async () => {
    const instructions = (customer: string) =>
      sandbox.stripe.customers.createFundingInstructions(customer, {
        currency: "usd",
        funding_type: "bank_transfer",
        bank_transfer: { type: "us_bank_transfer" },
      });
    const [ada, grace] = [await customerWith(), await customerWith()];
    const first = await instructions(ada);
    expect(await instructions(ada)).toEqual(first);
    expect((await instructions(grace)).bank_transfer.financial_addresses).not.toEqual(
      first.bank_transfer.financial_addresses,
    );
  });

  it("takes whole positive amounts (https://docs.stripe.com/api/cash_balance_transactions/fund_cash_balance)", async () => {
    expect(await stripeError(fund(await customerWith(), 0))).toMatchObject({
      code: "parameter_invalid_integer",
      param: "amount",
    });
  });

  it("keeps its customer from being deleted, and is expanded with them (https://docs.stripe.com/api/customers/object#customer_object-cash_balance)", async () => {
    const customer = await customerWith(700);
    const expanded = await sandbox.stripe.customers.retrieve(customer, { expand: ["cash_balance"] });
    expect(expanded).toMatchObject({ cash_balance: { available: { eur: 700 } } });
    expect(await stripeError(sandbox.stripe.customers.del(customer))).toMatchObject({ statusCode: 400 });
  });
});
