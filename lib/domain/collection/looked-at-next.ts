import { type Installment, isOpen, type Order } from "../orders/order";
import { isChased } from "../terms/is-chased";
import { nextStepAt } from "./agenda";

/** When collection looks at an installment next. What is not chased has no agenda: only a charge that waits for it. */
export function lookedAtNext(
  order: Pick<Order, "terms" | "workflow">,
  installment: Installment,
  timeZone: string,
): Date | null {
  if (isChased(order, installment)) return nextStepAt(installment, timeZone);
  return isOpen(installment) ? installment.retryAt : null;
}
