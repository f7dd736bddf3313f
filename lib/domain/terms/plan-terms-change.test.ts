import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Installment, leftMinor, type Order } from "../orders/order";
import { isCurrencyCode } from "../money/currency";
import { ON_APPROVAL } from "./due-rule";
import type { PaymentTerms } from "./payment-terms";
import { planExtension } from "./plan-extension";
import { planTermsChange } from "./plan-terms-change";
import { scheduleOutcome } from "./schedule-outcome";
import type { ScheduleSituation } from "./schedule-wish";

const part = (changes: Partial<Installment>): Installment => ({
  merchantId: "m",
  id: `i${changes.position ?? 1}`,
  orderId: "o",
  position: 1,
  state: "due",
  currency: "USD",
  amountMinor: 10_000n,
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

function situation(installments: readonly Installment[], changes: Partial<Order> = {}): ScheduleSituation {
  const currency = installments[0]?.currency ?? "USD";
  const totalMinor = installments.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const order: Order = {
    merchantId: "m",
    id: "o",
    number: 1n,
    customerId: "c",
    state: "payment_pending",
    currency,
    feeMinor: 0n,
    taxMinor: 0n,
    taxIncludedMinor: 0n,
    isTaxed: false,
    totalMinor,
    creditedMinor: 0n,
    paidMinor: installments.reduce((sum, { paidMinor }) => sum + paidMinor, 0n),
    refundedMinor: 0n,
    workflow: { approval: "none" },
    terms: { kind: "standard" },
    isReleased: false,
    version: 1,
    ...changes,
  };
  const line = { id: "l", orderId: "o", productId: "p", kind: "course", description: "Course" } as const;
  return {
    order,
    installments,
    lines: [{ ...line, amountMinor: totalMinor - order.feeMinor, taxAddedMinor: 0n, taxIncludedMinor: 0n }],
  };
}

const plan = (count: number, feeMinor = 0n): PaymentTerms => ({
  kind: "installments",
  count,
  unit: "month",
  every: 1,
  starts: "at_once",
  firstShareBasisPoints: 0,
  feeBasisPoints: 0,
  feeMinor,
});
let count = 0;
const TODAY = { today: "2027-01-20", timeZone: "UTC", newId: () => `new-${(count += 1)}` } as const;

describe("planning other terms", () => {
  test("leaves what is paid of a part, and puts the rest behind it", () => {
    const before = situation([
      part({ position: 1, paidMinor: 4_000n }),
      part({ position: 2, state: "scheduled" }),
    ]);
    const planned = planTermsChange(before, plan(2));
    expect(planned).toMatchObject({
      ok: true,
      value: { parts: [{ position: 2, amount: { amountMinor: 8_000n } }, { position: 3 }] },
    });
  });

  test("goes around a late fee, which stays as it is", () => {
    const before = situation([
      part({ position: 1 }),
      part({ position: 2, purpose: "late_fee", amountMinor: 500n }),
    ]);
    const planned = planTermsChange(before, plan(2));
    expect(planned.ok && planned.value.parts.map(({ position }) => position)).toEqual([1, 3]);
    expect(planned.ok && planned.value.withdrawn.map(({ purpose }) => purpose)).toEqual(["full"]);
  });

  test("is refused where nothing would be left to pay", () => {
    const paid = part({ position: 1, state: "paid", amountMinor: 9_500n, paidMinor: 9_500n });
    const rest = part({ position: 2, amountMinor: 500n });
    const before = situation([paid, rest], { terms: plan(2, 500n), feeMinor: 500n });
    expect(planTermsChange(before, { kind: "standard" })).toMatchObject({
      ok: false,
      error: { code: "terms_leave_nothing" },
    });
  });

  test("always leaves an order whose parts come to its total, in any currency", () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 1_000_000n }), { minLength: 1, maxLength: 6 });
    const currencies = fc.constantFrom("USD", "JPY", "KWD");
    fc.assert(
      fc.property(
        amounts,
        currencies,
        fc.integer({ min: 2, max: 12 }),
        fc.bigInt({ min: 0n, max: 999n }),
        fc.nat(),
        (all, currency, parts, fee, share) => {
          expect(isCurrencyCode(currency)).toBe(true);
          const installments = all.map((amountMinor, index) => {
            const paidMinor = index === 0 ? (amountMinor * BigInt(share % 100)) / 100n : 0n;
            return part({ position: index + 1, currency, amountMinor, paidMinor });
          });
          const before = situation(installments);
          const planned = planTermsChange(before, plan(parts, fee));
          if (!planned.ok) throw new Error(planned.error.code);
          const { order, kept, added } = scheduleOutcome(before, planned.value, TODAY);
          const claimed = [...kept, ...added].reduce(
            (sum, each) => sum + each.amountMinor - each.withdrawnMinor,
            0n,
          );
          expect(claimed).toBe(order.totalMinor);
          expect(added.reduce((sum, each) => sum + leftMinor(each), 0n)).toBe(
            order.totalMinor - order.paidMinor,
          );
          const places = [...kept, ...added].map(({ position }) => position);
          expect(new Set(places).size).toBe(places.length);
        },
      ),
    );
  });
});

describe("planning a later day", () => {
  test("keeps what is paid of a part in its place", () => {
    const before = situation([part({ position: 1, paidMinor: 4_000n })]);
    const planned = planExtension(before, { position: 1, dueOn: "2027-02-01" });
    expect(planned).toMatchObject({
      ok: true,
      value: { parts: [{ position: 2, amount: { amountMinor: 6_000n }, due: { on: "2027-02-01" } }] },
    });
  });
});
