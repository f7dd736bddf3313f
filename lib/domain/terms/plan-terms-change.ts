import type { Failure } from "../failure";
import { money } from "../money/money";
import { type Installment, isOpen, leftMinor, type Order } from "../orders/order";
import { err, ok, type Result } from "../result";
import { buildSchedule } from "./build-schedule";
import { modelOf, type PaymentTerms, termsJson } from "./payment-terms";
import type { ScheduleSituation, ScheduleWish } from "./schedule-wish";

function refuseOrder(order: Order, terms: PaymentTerms): Failure | null {
  if (order.workflow.isTopUp) return { kind: "conflict", code: "terms_not_changeable" };
  if (order.state === "paid") return { kind: "conflict", code: "order_already_paid" };
  if (order.state === "canceled") return { kind: "conflict", code: "order_not_payable" };
  return termsJson(order.terms) === termsJson(terms) ? { kind: "rejected", code: "terms_unchanged" } : null;
}

/** The first place that no kept part of the schedule stands on or behind; a late fee stands wherever it was put. */
function placesAfter(kept: readonly Installment[]): (index: number) => number {
  const taken = new Set(kept.map(({ position }) => position));
  const last = Math.max(
    0,
    ...kept.filter(({ purpose }) => purpose !== "late_fee").map(({ position }) => position),
  );
  const free: number[] = [];
  return (index) => {
    for (let next = (free.at(-1) ?? last) + 1; free.length <= index; next += 1)
      if (!taken.has(next)) free.push(next);
    return free[index] ?? last + index + 1;
  };
}

/**
 * Plans other terms for what is open of an order. What is paid stays paid; the rest, with the fee of the new terms instead of the
 * old, is owed in the parts that the new terms make of it. A deposit can only be asked for while nothing was begun.
 */
export function planTermsChange(
  { order, installments, lines }: ScheduleSituation,
  terms: PaymentTerms,
): Result<ScheduleWish> {
  const refusal = refuseOrder(order, terms);
  if (refusal !== null) return err(refusal);
  const withdrawn = installments.filter((part) => isOpen(part) && part.purpose !== "late_fee");
  const kept = installments
    .map((part) =>
      withdrawn.includes(part) ? { ...part, amountMinor: part.amountMinor - leftMinor(part) } : part,
    )
    .filter(({ amountMinor }) => amountMinor > 0n);
  const subtotalMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const feeMinor = modelOf(terms).feeOf(money(subtotalMinor, order.currency)).amountMinor;
  const openMinor = withdrawn.reduce((sum, part) => sum + leftMinor(part), 0n) + feeMinor - order.feeMinor;
  if (openMinor <= 0n) return err({ kind: "rejected", code: "terms_leave_nothing" });
  const parts = buildSchedule(terms, money(openMinor, order.currency));
  if (parts[0]?.purpose === "deposit" && order.state !== "deposit_pending")
    return err({ kind: "conflict", code: "deposit_too_late" });
  const placeOf = placesAfter(kept);
  const totalMinor = order.totalMinor - order.feeMinor + feeMinor;
  return ok({
    order: { ...order, terms, feeMinor, totalMinor },
    withdrawn,
    parts: parts.map((part, index) => ({ ...part, position: placeOf(index) })),
  });
}
