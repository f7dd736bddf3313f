import { money } from "../money/money";
import { isOpen, leftMinor } from "../orders/order";
import { err, ok, type Result } from "../result";
import type { CalendarDate } from "../time/calendar-date";
import type { ScheduleSituation, ScheduleWish } from "./schedule-wish";
import type { DraftPart } from "./terms-model";

const PURPOSES = [
  "full",
  "deposit",
  "balance",
  "installment",
] as const satisfies readonly DraftPart["purpose"][];

const isPlanned = (purpose: string): purpose is DraftPart["purpose"] =>
  PURPOSES.some((each) => each === purpose);

/**
 * Plans a later day for one open installment that has a day: what is open of it is claimed by another in its place. One that was
 * invoiced is invoiced again at once, with the new day on it.
 */
export function planExtension(
  { order, installments }: ScheduleSituation,
  wish: { readonly position: number; readonly dueOn: CalendarDate },
): Result<ScheduleWish> {
  const part = installments.find(({ position }) => position === wish.position);
  if (part === undefined) return err({ kind: "not_found", code: "installment_not_found" });
  if (order.state !== "payment_pending" || !isOpen(part) || part.dueOn === null || !isPlanned(part.purpose))
    return err({ kind: "conflict", code: "installment_not_open" });
  if (wish.dueOn <= part.dueOn) return err({ kind: "rejected", code: "due_date_not_later" });
  const invoiced = part.state === "scheduled" ? part.due.invoiced : ("at_once" as const);
  const replacement = {
    position: part.position,
    amount: money(leftMinor(part), part.currency),
    purpose: part.purpose,
    due: { ...part.due, on: wish.dueOn, invoiced },
  };
  if (part.amountMinor === leftMinor(part)) return ok({ order, withdrawn: [part], parts: [replacement] });
  // What is paid of it keeps its place.
  const position = Math.max(...installments.map((each) => each.position)) + 1;
  return ok({ order, withdrawn: [part], parts: [{ ...replacement, position }] });
}
