import { type Installment, isOpen } from "../orders/order";
import { startOfDay } from "../time/calendar-date";
import { AGENDA, stepAt } from "./agenda";
import { CHARGE_HOUR } from "./charge-policy";

interface Moment {
  readonly timeZone: string;
  readonly now: Date;
}

/** When an installment that falls due is charged by itself; whether there is a card and a consent is asked then. */
export function firstChargeAt(
  { due, dueOn, retryAt }: Pick<Installment, "due" | "dueOn" | "retryAt">,
  timeZone: string,
): Date | null {
  if (due.charge !== "automatic" || dueOn === null) return retryAt;
  return startOfDay(dueOn, timeZone, CHARGE_HOUR);
}

/** What an installment is once every step of its agenda that has come by now is taken; several at once after a pause. */
export function advanced(installment: Installment, { timeZone, now }: Moment): Installment {
  if (!isOpen(installment)) return installment;
  let current = installment;
  // Its agenda's days only: a charge that is tried again is no step of it.
  for (let at = stepAt(current, timeZone); at !== null && at <= now; at = stepAt(current, timeZone)) {
    const step = AGENDA[current.agendaStep]?.step;
    const state =
      step === "fall_due" && current.state === "scheduled"
        ? "due"
        : step === "go_overdue"
          ? "overdue"
          : current.state;
    const retryAt = step === "fall_due" ? firstChargeAt(current, timeZone) : current.retryAt;
    current = { ...current, state, retryAt, agendaStep: current.agendaStep + 1 };
  }
  return current;
}
