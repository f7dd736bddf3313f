import { describe, expect, test } from "vitest";
import type { Installment } from "../orders/order";
import type { Payment } from "../payments/payment";
import { ON_APPROVAL } from "../terms/due-rule";
import { afterCharge } from "./after-charge";
import { advanced } from "./advanced";
import { chargesAhead } from "./charges-ahead";
import { type ChargeSituation, decideCharge } from "./decide-charge";

const NOW = new Date("2027-02-04T09:00:00Z");
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const part = (changes: Partial<Installment> = {}): Installment => ({
  merchantId: "m",
  id: "part-1",
  orderId: "o",
  position: 1,
  state: "due",
  currency: "USD",
  amountMinor: 1_000n,
  paidMinor: 0n,
  creditedMinor: 0n,
  withdrawnMinor: 0n,
  taxMinor: 0n,
  purpose: "installment",
  due: { ...ON_APPROVAL, charge: "automatic" },
  dueOn: "2027-02-04",
  collection: "none",
  chargeCount: 0,
  agendaStep: 2,
  retryAt: NOW,
  answerBy: null,
  ...changes,
});

const payment = (changes: Partial<Payment> = {}): Payment => ({
  merchantId: "m",
  id: "pay",
  orderId: "o",
  installmentId: "part-1",
  customerId: "c",
  purpose: "installment",
  gateway: "stripe",
  state: "pending",
  currency: "USD",
  amountMinor: 1_000n,
  credit: null,
  gatewayPaymentId: "pi_1",
  saveMethod: false,
  createdAt: at(-120),
  traceId: "t",
  ...changes,
});

function decide(changes: Partial<ChargeSituation> & { part?: Partial<Installment> } = {}) {
  const { part: partChanges, ...rest } = changes;
  const installment = part(partChanges);
  const order = { state: "payment_pending" } as const;
  const others = [part({ id: "part-2", position: 2, state: "scheduled" })];
  const installments = [installment, ...others];
  return decideCharge({ order, installment, installments, live: [], hasConsent: true, now: NOW, ...rest });
}

describe("whether an installment is charged", () => {
  test.each([
    { name: "nominal", given: {}, step: { kind: "charge", attempt: 1, payment: null } },
    { name: "its time has not come", given: { part: { retryAt: at(1) } }, step: { kind: "nothing" } },
    { name: "nobody wants it charged", given: { part: { retryAt: null } }, step: { kind: "nothing" } },
    { name: "it is paid", given: { part: { state: "paid" as const } }, step: { kind: "nothing" } },
    {
      name: "its order is canceled",
      given: { order: { state: "canceled" as const } },
      step: { kind: "nothing" },
    },
    {
      name: "nobody agreed to it",
      given: { hasConsent: false },
      step: { kind: "stop", collection: "none" },
    },
    {
      name: "the consent ended after a charge that did not work",
      given: { hasConsent: false, part: { chargeCount: 1, collection: "retrying" as const } },
      step: { kind: "stop", collection: "customer_needed" },
    },
    {
      name: "five charges were made",
      given: { part: { chargeCount: 5, collection: "retrying" as const } },
      step: { kind: "stop", collection: "customer_needed" },
    },
    {
      name: "the customer did not answer their bank in time",
      given: { part: { chargeCount: 1, collection: "action_required" as const } },
      step: { kind: "stop", collection: "customer_needed" },
    },
  ])("$name", ({ given, step }) => {
    expect(decide(given)).toEqual(step);
  });

  test.each([
    { name: "money is on its way", live: payment({ state: "processing" }), wait: 60 },
    { name: "nobody knows what became of a payment", live: payment({ state: "outcome_unknown" }), wait: 60 },
    { name: "somebody has the checkout open", live: payment({ createdAt: at(-5) }), wait: 30 },
    {
      name: "somebody is paying everything, beginning with another part",
      live: payment({ installmentId: "part-2", amountMinor: 2_000n, state: "processing" }),
      wait: 60,
    },
  ])("waits while $name", ({ live, wait }) => {
    expect(decide({ live: [live] })).toEqual({ kind: "wait", until: at(wait) });
  });

  test("charges over a checkout that was left lying, so that only one of both can succeed", () => {
    const left = payment({ state: "failed" });
    expect(decide({ live: [left] })).toEqual({ kind: "charge", attempt: 1, payment: left });
  });

  test("gives up what was left lying over another amount first", () => {
    const left = payment({ amountMinor: 2_000n });
    expect(decide({ live: [left] })).toEqual({ kind: "clear", payment: left });
    const beside = payment({ installmentId: "part-2", amountMinor: 2_000n });
    expect(decide({ live: [beside] })).toEqual({ kind: "clear", payment: beside });
  });

  test("TIM-09: is not disturbed by the failed charge of another installment", () => {
    const other = payment({ installmentId: "part-2", state: "failed" });
    expect(decide({ live: [other] })).toMatchObject({ kind: "charge", payment: null });
  });

  test("asks about what was begun and never ended, as the same attempt", () => {
    const begun = payment();
    const charging = { collection: "charging", chargeCount: 3 } as const;
    expect(decide({ part: charging, live: [begun] })).toEqual({ kind: "resume", attempt: 3, payment: begun });
    // Given up by somebody meanwhile: the next one is another attempt.
    expect(decide({ part: charging })).toEqual({ kind: "charge", attempt: 4, payment: null });
  });
});

describe("what follows from a charge", () => {
  const charging = part({ collection: "charging", chargeCount: 1 });
  const decline = (declineCode: string) => ({ failureCode: "card_declined", declineCode });

  test("GTW-15: is nothing for a card that its customer tried by themselves", () => {
    expect(afterCharge(part(), { kind: "declined", decline: decline("try_again_later") }, NOW)).toBeNull();
  });

  test.each([
    { chargeCount: 1, days: 1 },
    { chargeCount: 2, days: 2 },
    { chargeCount: 3, days: 4 },
    { chargeCount: 4, days: 8 },
  ])(
    "GTW-16: after charge $chargeCount the bank is asked again $days days later",
    ({ chargeCount, days }) => {
      const failed = { kind: "declined", decline: decline("try_again_later") } as const;
      const after = afterCharge({ ...charging, chargeCount }, failed, NOW);
      expect(after).toMatchObject({
        installment: { collection: "retrying", retryAt: at(days * 1_440) },
        ask: null,
      });
    },
  );

  test("GTW-14: after the fifth the customer is asked", () => {
    const failed = { kind: "declined", decline: decline("try_again_later") } as const;
    expect(afterCharge({ ...charging, chargeCount: 5 }, failed, NOW)).toMatchObject({
      installment: { collection: "customer_needed", retryAt: null },
      ask: "charge_failed",
    });
  });
});

describe("when", () => {
  test("an installment that falls due is charged at nine in the merchant's zone, and its agenda goes on", () => {
    const scheduled = part({ state: "scheduled", agendaStep: 1, retryAt: null });
    const fallen = advanced(scheduled, { timeZone: "Europe/Berlin", now: new Date("2027-02-04T00:00:00Z") });
    expect(fallen).toMatchObject({ state: "due", agendaStep: 2, retryAt: new Date("2027-02-04T08:00:00Z") });
    // A charge that waits is no step of the agenda: it is overdue on its day and not before.
    const waiting = advanced(fallen, { timeZone: "Europe/Berlin", now: new Date("2027-02-04T12:00:00Z") });
    expect(waiting).toMatchObject({ state: "due", agendaStep: 2 });
  });

  test("one that its customer pays by themselves is never charged", () => {
    const byCustomer = part({ state: "scheduled", agendaStep: 1, retryAt: null, due: ON_APPROVAL });
    const fallen = advanced(byCustomer, { timeZone: "UTC", now: NOW });
    expect(fallen).toMatchObject({ state: "due", retryAt: null });
  });

  test("a consent covers what is to come and what did not work, never what is due and was not charged", () => {
    const parts = [
      part({ id: "due", position: 1, retryAt: null }),
      part({ id: "failed", position: 2, retryAt: null, collection: "customer_needed" }),
      part({ id: "later", position: 3, state: "scheduled", retryAt: null }),
      part({ id: "by-hand", position: 4, state: "scheduled", retryAt: null, due: ON_APPROVAL }),
      part({ id: "paid", position: 5, state: "paid", retryAt: null }),
    ];
    expect(chargesAhead(parts).map(({ installmentId, isAtOnce }) => ({ installmentId, isAtOnce }))).toEqual([
      { installmentId: "failed", isAtOnce: true },
      { installmentId: "later", isAtOnce: false },
    ]);
  });
});
