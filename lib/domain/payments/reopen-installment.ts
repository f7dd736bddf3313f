import { AGENDA, nextStepAt } from "../collection/agenda";
import type { Installment, Order } from "../orders/order";
import { isChased } from "../terms/is-chased";

const GO_OVERDUE = AGENDA.findIndex(({ step }) => step === "go_overdue");

/**
 * An installment of which money went back claims it again: overdue where it was that before, else due; collection goes on with it
 * where it had stopped.
 */
export function reopenInstallment(
  order: Order,
  installment: Installment,
  given: { readonly takenMinor: bigint; readonly timeZone: string },
): { id: string; takenMinor: bigint; state: "due" | "overdue"; nextStepAt: Date | null } {
  const wasOverdue = installment.agendaStep > GO_OVERDUE || installment.state === "overdue";
  const state = wasOverdue ? "overdue" : "due";
  const agendaStep = Math.max(installment.agendaStep, GO_OVERDUE);
  const open = { ...installment, state, agendaStep } as const;
  return {
    id: installment.id,
    takenMinor: given.takenMinor,
    state,
    nextStepAt: isChased(order, installment) ? nextStepAt(open, given.timeZone) : null,
  };
}
