import { describe, expect, test } from "vitest";
import { money } from "../money/money";
import type { Installment, Order } from "../orders/order";
import { type CreditSituation, refuseCredit } from "./refuse-credit";

function situation(changes: {
  order?: Partial<Order>;
  installment?: Partial<Installment>;
  invoice?: Partial<CreditSituation["invoice"]>;
  livePayments?: CreditSituation["livePayments"];
}): Parameters<typeof refuseCredit>[0] {
  const order = {
    totalMinor: 10_000n,
    creditedMinor: 0n,
    paidMinor: 0n,
    refundedMinor: 0n,
    ...changes.order,
  };
  const installment = {
    amountMinor: 6_000n,
    paidMinor: 0n,
    creditedMinor: 0n,
    withdrawnMinor: 0n,
    ...changes.installment,
  };
  return {
    order,
    installment,
    invoice: { state: "open", currency: "USD", ...changes.invoice },
    livePayments: changes.livePayments ?? [],
  };
}

const usd = (amountMinor: bigint) => money(amountMinor, "USD");

describe("crediting an invoice", () => {
  test.each([
    { name: "a part of it", given: situation({}), amount: usd(1_000n), code: null },
    {
      name: "all of it, while more of the order is left",
      given: situation({}),
      amount: usd(6_000n),
      code: null,
    },
    {
      name: "while its payment waits for a card",
      given: situation({ livePayments: ["pending", "failed"] }),
      amount: usd(1n),
      code: null,
    },
    {
      name: "a paid one",
      given: situation({ invoice: { state: "paid" } }),
      amount: usd(1n),
      code: "invoice_not_open",
    },
    {
      name: "a void one",
      given: situation({ invoice: { state: "void" } }),
      amount: usd(1n),
      code: "invoice_not_open",
    },
    {
      name: "while its payment is confirmed",
      given: situation({ livePayments: ["requires_action"] }),
      amount: usd(1n),
      code: "order_has_open_payment",
    },
    { name: "by nothing", given: situation({}), amount: usd(0n), code: "amount_must_be_positive" },
    {
      name: "in another currency",
      given: situation({}),
      amount: money(1n, "EUR"),
      code: "currency_mismatch",
    },
    {
      name: "by more than it claims",
      given: situation({}),
      amount: usd(6_001n),
      code: "credit_exceeds_invoice",
    },
    {
      name: "by more than is left of it",
      given: situation({ installment: { paidMinor: 3_000n, creditedMinor: 2_000n } }),
      amount: usd(1_001n),
      code: "credit_exceeds_invoice",
    },
    {
      name: "by all that is left of the order",
      given: situation({ order: { paidMinor: 4_000n } }),
      amount: usd(6_000n),
      code: "credit_leaves_nothing",
    },
  ])("$name: $code", ({ given, amount, code }) => {
    expect(refuseCredit(given, amount)?.code ?? null).toBe(code);
  });
});
