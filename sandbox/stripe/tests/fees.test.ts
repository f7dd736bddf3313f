import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { processingFee } from "../methods/fees.ts";
import { METHOD_TYPES } from "../methods/registry.ts";
import { idOf, startForTest, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

describe("fees by payment method (https://stripe.com/pricing/local-payment-methods)", () => {
  it.each([
    { type: "card", amount: 10_000, fee: 320 },
    { type: "us_bank_account", amount: 10_000, fee: 80 },
    { type: "us_bank_account", amount: 1_000_000, fee: 500 },
    { type: "klarna", amount: 10_000, fee: 629 },
    { type: "affirm", amount: 10_000, fee: 630 },
    { type: "ideal", amount: 10_000, fee: 80 },
    { type: "crypto", amount: 10_000, fee: 150 },
    { type: "ideal", amount: 50, fee: 50 },
  ])("$type costs $fee of $amount", ({ type, amount, fee }) => {
    expect(processingFee(amount, type, null)).toBe(fee);
  });

  it("is never more than the payment, nor below zero, for any type", () => {
    for (const type of METHOD_TYPES)
      for (const amount of [1, 50, 999, 123_456, 99_999_999]) {
        const fee = processingFee(amount, type, null);
        expect(fee).toBeGreaterThanOrEqual(0);
        expect(fee).toBeLessThanOrEqual(amount);
        expect(Number.isInteger(fee)).toBe(true);
      }
  });
});

describe("what is not a card (https://docs.stripe.com/reports/balance-transaction-types)", () => {
  it("is a payment in the balance with its own fee and net, and its refund a payment's", async () => {
    const intent = await sandbox.stripe.paymentIntents.create({
      amount: 10_000,
      currency: "usd",
      payment_method: "pm_usBankAccount_success",
      confirm: true,
      mandate_data: {
        customer_acceptance: { type: "online", online: { ip_address: "203.0.113.7", user_agent: "Firefox" } },
      },
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    await sandbox.control("POST", "settle", { balance: false });
    const charge = await sandbox.stripe.charges.retrieve(idOf(intent.latest_charge), {
      expand: ["balance_transaction"],
    });
    expect(charge.balance_transaction).toMatchObject({
      type: "payment",
      reporting_category: "charge",
      amount: 10_000,
      fee: 80,
      net: 9_920,
    });
    const refund = await sandbox.stripe.refunds.create({
      charge: charge.id,
      expand: ["balance_transaction"],
    });
    expect(refund.balance_transaction).toMatchObject({ type: "payment_refund", amount: -10_000 });
  });
});
