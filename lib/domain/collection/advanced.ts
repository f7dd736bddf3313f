import type { Installment } from "../orders/order";
import { AGENDA, nextStepAt } from "./agenda";

interface Moment {
  readonly timeZone: string;
  readonly now: Date;
}

/** What an installment is once every step of its agenda that has come by now is taken; several at once after a pause. */
export function advanced(installment: Installment, { timeZone, now }: Moment): Installment {
  let current = installment;
  for (let at = nextStepAt(current, timeZone); at !== null && at <= now; at = nextStepAt(current, timeZone)) {
    const step = AGENDA[current.agendaStep]?.step;
    const state =
      step === "fall_due" && current.state === "scheduled"
        ? "due"
        : step === "go_overdue"
          ? "overdue"
          : current.state;
    current = { ...current, state, agendaStep: current.agendaStep + 1 };
  }
  return current;
}
