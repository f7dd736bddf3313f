import type { Installment, Order } from "../orders/order";
import { modelOf } from "./payment-terms";

/**
 * Whether an installment is collected and reminded of. What nothing was delivered for is not: a deposit that never comes, or a
 * course that was put into an order and left there, is the customer's to let lie.
 */
export function isChased(
  order: Pick<Order, "terms" | "workflow">,
  installment: Pick<Installment, "purpose">,
): boolean {
  if (installment.purpose === "deposit") return false;
  return order.workflow.approval === "sites" || modelOf(order.terms).release !== "full_payment";
}
