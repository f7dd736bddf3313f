import type { Installment, Order } from "../orders/order";
import { dueDate } from "../terms/due-rule";
import { isChased } from "../terms/is-chased";
import type { CalendarDate } from "../time/calendar-date";
import { firstChargeAt } from "./advanced";
import { firstStep, nextStepAt } from "./agenda";

type Scheduled = Installment & { readonly nextStepAt: Date | null };

/** What an installment is once its day is known: claimed at once, or on its day; and when it is looked at next. */
export function scheduled(
  order: Order,
  installment: Installment,
  { today, timeZone }: { today: CalendarDate; timeZone: string },
): Scheduled {
  if (installment.state !== "scheduled") return { ...installment, nextStepAt: null };
  const dueOn = installment.dueOn ?? dueDate(installment.due, { placedOn: today, payableOn: today });
  const isDueNow = dueOn !== null && dueOn <= today;
  const isClaimed = dueOn !== null && (isDueNow || installment.due.invoiced === "at_once");
  const dated = {
    ...installment,
    dueOn,
    state: isClaimed ? ("due" as const) : installment.state,
    agendaStep: dueOn === null ? 0 : firstStep(dueOn, today, isDueNow),
  };
  const charged = isDueNow ? { ...dated, retryAt: firstChargeAt(dated, timeZone) } : dated;
  return { ...charged, nextStepAt: isChased(order, installment) ? nextStepAt(charged, timeZone) : null };
}
