import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvariantViolation } from "../invariant";
import { type Money, money } from "../money/money";
import {
  gatewayFee,
  invoiceIssued,
  overpaymentReceived,
  paymentCaptured,
  revenueRecognized,
  reversalOf,
} from "./entries";
import {
  walletClawedBack,
  walletConverted,
  walletExpired,
  walletGranted,
  walletRefunded,
  walletRestored,
  walletSpent,
} from "./wallet-entries";
import type { JournalEntryDraft } from "./journal-entry";

const OCCASION = { orderId: "order-1", paymentId: "payment-1", occurredAt: new Date("2026-11-20T12:00:00Z") };
const CUSTOMER = "customer-1";
const WALLET = { customerId: CUSTOMER, occurredAt: OCCASION.occurredAt };

const RECIPES: readonly {
  name: string;
  build: (amount: Money) => JournalEntryDraft;
  postings: readonly string[];
  source: string;
}[] = [
  {
    name: "nominal: a payment",
    build: (amount) =>
      paymentCaptured({ ...OCCASION, customerId: CUSTOMER, amount, method: "visa ****4242" }),
    postings: ["debit gateway_clearing:stripe", "credit accounts_receivable:customer-1"],
    source: "payment_captured payment payment-1",
  },
  {
    name: "an invoice",
    build: (amount) =>
      invoiceIssued({
        ...OCCASION,
        invoiceId: "invoice-1",
        invoiceNumber: "2026-0001",
        customerId: CUSTOMER,
        amount,
      }),
    postings: ["debit accounts_receivable:customer-1", "credit deferred_revenue"],
    source: "invoice_issued invoice invoice-1",
  },
  {
    name: "a delivered line",
    build: (amount) =>
      revenueRecognized({ ...OCCASION, orderLineId: "line-1", lineDescription: "Course", amount }),
    postings: ["debit deferred_revenue", "credit revenue"],
    source: "revenue_recognized order_line line-1",
  },
  {
    name: "money that nothing claims",
    build: (amount) => overpaymentReceived({ ...OCCASION, amount, method: "card" }),
    postings: ["debit gateway_clearing:stripe", "credit unapplied_cash"],
    source: "overpayment_received payment payment-1",
  },
  {
    name: "the gateway's fee",
    build: (fee) => gatewayFee({ ...OCCASION, balanceTransactionId: "txn_1", fee }),
    postings: ["debit processing_fees", "credit gateway_clearing:stripe"],
    source: "gateway_fee balance_transaction txn_1",
  },
  {
    name: "credit given",
    build: (amount) =>
      walletGranted({
        adjustmentId: "adjustment-1",
        customerId: CUSTOMER,
        amount,
        occurredAt: OCCASION.occurredAt,
      }),
    postings: ["debit promotional_credit", "credit wallet:customer-1"],
    source: "wallet_granted wallet_adjustment adjustment-1",
  },
  {
    name: "credit taken back",
    build: (amount) =>
      walletClawedBack({
        adjustmentId: "adjustment-1",
        customerId: CUSTOMER,
        amount,
        occurredAt: OCCASION.occurredAt,
      }),
    postings: ["debit wallet:customer-1", "credit promotional_credit"],
    source: "wallet_clawed_back wallet_adjustment adjustment-1",
  },
  {
    name: "paid credit taken back",
    build: (amount) => walletClawedBack({ ...WALLET, adjustmentId: "adjustment-1", amount, paid: amount }),
    postings: ["debit wallet:customer-1", "credit unapplied_cash"],
    source: "wallet_clawed_back wallet_adjustment adjustment-1",
  },
  {
    name: "a payment by credit",
    build: (amount) => walletSpent({ ...WALLET, ...OCCASION, amount }),
    postings: ["debit wallet:customer-1", "credit accounts_receivable:customer-1"],
    source: "wallet_spent payment payment-1",
  },
  {
    name: "paid credit that expired",
    build: (amount) =>
      walletExpired({ ...WALLET, lotId: "lot-1", remainingMinor: 7n, into: "breakage", amount }),
    postings: ["debit wallet:customer-1", "credit breakage"],
    source: "wallet_expired wallet_lot lot-1:7",
  },
  {
    name: "money that comes back as credit",
    build: (amount) => walletRefunded({ ...WALLET, refundId: "refund-1", from: "unapplied_cash", amount }),
    postings: ["debit unapplied_cash", "credit wallet:customer-1"],
    source: "wallet_refunded refund refund-1",
  },
  {
    name: "spent credit that comes back",
    build: (amount) => walletRestored({ ...WALLET, refundId: "refund-1", from: "receivable", amount }),
    postings: ["debit accounts_receivable:customer-1", "credit wallet:customer-1"],
    source: "wallet_restored refund refund-1",
  },
];

const sidesOf = (entry: JournalEntryDraft) =>
  entry.postings.map(({ account, amount }) => `${amount.amountMinor > 0n ? "debit" : "credit"} ${account}`);

describe("recipes", () => {
  test.each(RECIPES)("debit and credit the right accounts: $name", ({ build, postings }) => {
    expect(sidesOf(build(money(1_999n, "USD")))).toEqual(postings);
  });

  test.each(RECIPES)(
    "name what caused them, so that posting twice is posting once: $name",
    ({ build, source }) => {
      const entry = build(money(1_999n, "USD"));
      expect(`${entry.kind} ${entry.sourceKind} ${entry.sourceId}`).toBe(source);
      expect(entry.reversalOf).toBeNull();
      expect(entry.occurredAt).toEqual(OCCASION.occurredAt);
    },
  );

  test.each(RECIPES)("refuse an amount of nothing: $name", ({ build }) => {
    expect(() => build(money(0n, "USD"))).toThrow(InvariantViolation);
  });

  test("tie the wallet's entries to no order", () => {
    const { orderId, paymentId } = walletGranted({
      adjustmentId: "a",
      customerId: CUSTOMER,
      amount: money(1n, "USD"),
      occurredAt: OCCASION.occurredAt,
    });
    expect({ orderId, paymentId }).toEqual({ orderId: null, paymentId: null });
  });
});

describe("credit in two currencies", () => {
  const converted = walletConverted({
    ...WALLET,
    conversionId: "conversion-1",
    from: money(10_000n, "USD"),
    to: money(15_000n, "JPY"),
  });

  test("WAL-17: leaves one wallet and enters the other; each currency balances by itself", () => {
    expect(sidesOf(converted)).toEqual([
      "debit wallet:customer-1",
      "credit fx_gain_loss",
      "debit fx_gain_loss",
      "credit wallet:customer-1",
    ]);
    expect(converted.postings.map(({ amount }) => amount.currency)).toEqual(["USD", "USD", "JPY", "JPY"]);
  });
});

test("credit of both kinds, taken back at once, goes where each came from", () => {
  const paid = money(300n, "USD");
  const entry = walletClawedBack({ ...WALLET, adjustmentId: "a", amount: money(1_000n, "USD"), paid });
  expect(entry.postings.map(({ account, amount }) => [account, amount.amountMinor])).toEqual([
    ["wallet:customer-1", 1_000n],
    ["promotional_credit", -700n],
    ["unapplied_cash", -300n],
  ]);
});

describe("reversalOf", () => {
  const LATER = new Date("2026-12-01T09:00:00Z");

  test.each(RECIPES)("mirrors: $name", ({ build }) => {
    const original = build(money(1_999n, "USD"));
    const mirror = reversalOf({ ...original, id: "entry-1" }, LATER);
    expect(mirror).toMatchObject({
      kind: "reversal",
      sourceKind: "journal_entry",
      sourceId: "entry-1",
      reversalOf: "entry-1",
      orderId: original.orderId,
      paymentId: original.paymentId,
      occurredAt: LATER,
      description: `Reversal of: ${original.description}`,
    });
    expect(mirror.postings.map(({ account, amount }) => `${account} ${-amount.amountMinor}`)).toEqual(
      original.postings.map(({ account, amount }) => `${account} ${amount.amountMinor}`),
    );
  });
});

describe("entries, as laws", () => {
  const amounts = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n });
  const currencies = fc.constantFrom("USD", "JPY", "KWD");

  test("every recipe balances, in every currency, and so does its reversal", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RECIPES), amounts, currencies, ({ build }, amountMinor, currency) => {
        const entry = build(money(amountMinor, currency));
        const mirror = reversalOf({ ...entry, id: "entry-1" }, OCCASION.occurredAt);
        for (const { postings } of [entry, mirror]) {
          expect(postings.reduce((net, { amount }) => net + amount.amountMinor, 0n)).toBe(0n);
          expect(postings.every(({ amount }) => amount.currency === currency)).toBe(true);
        }
      }),
    );
  });

  test("an entry and its reversal leave every account as it was", () => {
    fc.assert(
      fc.property(fc.constantFrom(...RECIPES), amounts, ({ build }, amountMinor) => {
        const entry = build(money(amountMinor, "USD"));
        const net = new Map<string, bigint>();
        for (const { account, amount } of [
          ...entry.postings,
          ...reversalOf({ ...entry, id: "entry-1" }, OCCASION.occurredAt).postings,
        ]) {
          net.set(account, (net.get(account) ?? 0n) + amount.amountMinor);
        }
        expect([...net.values()].every((balance) => balance === 0n)).toBe(true);
      }),
    );
  });
});
