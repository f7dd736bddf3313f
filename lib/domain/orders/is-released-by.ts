import { modelOf } from "../terms/payment-terms";
import type { Order } from "./order";

/** Whether all that an order asks for is paid or credited. */
export function isSettled(order: Order): boolean {
  return order.paidMinor - order.refundedMinor + order.creditedMinor >= order.totalMinor;
}

/** Whether the terms let the customer have everything once the order is payable: it was agreed to, or a first part is paid. */
export function isReleasedBy(order: Order): boolean {
  const { release: when } = modelOf(order.terms);
  if (isSettled(order)) return true;
  return when === "agreement" || (when === "first_payment" && order.paidMinor > 0n);
}
