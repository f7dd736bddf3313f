import type { Installment } from "../orders/order";
import { addDays, type CalendarDate, startOfDay } from "../time/calendar-date";

/** What is done about an installment by its day, in this order; each once. */
export const AGENDA = [
  { step: "remind", day: -3, hour: 9 },
  { step: "fall_due", day: 0, hour: 0 },
  { step: "go_overdue", day: 1, hour: 0 },
  { step: "remind_again", day: 7, hour: 9 },
  { step: "remind_again", day: 14, hour: 9 },
  { step: "remind_last", day: 30, hour: 9 },
] as const;

const FALL_DUE = AGENDA.findIndex(({ step }) => step === "fall_due");

/** The agenda's step for an installment whose day has just become known; a reminder of what is due sooner is left out. */
export function firstStep(dueOn: CalendarDate, today: CalendarDate, isDueNow: boolean): number {
  if (isDueNow) return FALL_DUE + 1;
  const next = AGENDA.findIndex(({ day }) => addDays(dueOn, day) > today);
  return next === -1 || next > FALL_DUE ? FALL_DUE : next;
}

/** The instant of the agenda's next step, in the merchant's zone; null where none is left. */
export function stepAt(
  { dueOn, agendaStep }: Pick<Installment, "dueOn" | "agendaStep">,
  timeZone: string,
): Date | null {
  const next = AGENDA[agendaStep];
  return dueOn === null || next === undefined
    ? null
    : startOfDay(addDays(dueOn, next.day), timeZone, next.hour);
}

/** When collection looks at an installment next: for its agenda, or to try a charge again; null where there is nothing to do. */
export function nextStepAt(
  installment: Pick<Installment, "state" | "dueOn" | "agendaStep" | "retryAt">,
  timeZone: string,
): Date | null {
  if (!["scheduled", "due", "overdue"].includes(installment.state)) return null;
  const step = stepAt(installment, timeZone);
  const { retryAt } = installment;
  if (step === null || retryAt === null) return step ?? retryAt;
  return step < retryAt ? step : retryAt;
}
