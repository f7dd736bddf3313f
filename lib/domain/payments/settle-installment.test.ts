import { describe, expect, test } from "vitest";
import type { Installment, Order } from "../orders/order";
import { ON_APPROVAL } from "../terms/due-rule";
import { claimedMinor, settleInstallment, type SettlementSituation } from "./settle-installment";

const part = (id: string, position: number, changes: Partial<Installment> = {}): Installment => ({
  merchantId: "m",
  id,
  orderId: "o",
  position,
  state: "due",
  currency: "USD",
  amountMinor: 6_000n,
  paidMinor: 0n,
  creditedMinor: 0n,
  withdrawnMinor: 0n,
  taxMinor: 0n,
  purpose: "full",
  due: ON_APPROVAL,
  dueOn: "2027-01-10",
  collection: "none",
  chargeCount: 0,
  agendaStep: 2,
  retryAt: null,
  answerBy: null,
  ...changes,
});

const order: Order = {
  merchantId: "m",
  id: "o",
  number: 1n,
  customerId: "c",
  state: "payment_pending",
  currency: "USD",
  feeMinor: 0n,
  taxMinor: 0n,
  taxIncludedMinor: 0n,
  isTaxed: false,
  totalMinor: 12_000n,
  creditedMinor: 0n,
  paidMinor: 0n,
  refundedMinor: 0n,
  workflow: { approval: "none" },
  terms: { kind: "standard" },
  isReleased: false,
  version: 1,
};

describe("money for an installment that another schedule replaced meanwhile", () => {
  const installment = part("old", 1, { state: "replaced", amountMinor: 12_000n, withdrawnMinor: 12_000n });
  const installments = [part("first", 1), part("second", 2, { state: "scheduled" })];
  const situation: SettlementSituation = { order, installment, installments, lines: [] };

  test("goes to what took its place, in order", () => {
    expect(claimedMinor(situation)).toBe(12_000n);
    const given = { amountMinor: 7_000n, paymentId: "p", occurredAt: new Date("2027-01-20T12:00:00Z") };
    expect(settleInstallment(situation, given).allocation.shares).toEqual([
      { installmentId: "first", addedMinor: 6_000n, paidMinor: 6_000n },
      { installmentId: "second", addedMinor: 1_000n, paidMinor: 1_000n },
    ]);
  });

  test("is claimed by nothing where it was a deposit", () => {
    const deposit = { ...installment, purpose: "deposit" } as const;
    const waiting = { ...order, state: "deposit_pending" } as const;
    expect(claimedMinor({ ...situation, order: waiting, installment: deposit })).toBe(0n);
  });
});
