import { openPayment, paidPayment } from "@/app/(shop)/orders/[orderId]/_components/order-facts";
import { type Money, subtract } from "@/lib/domain/money/money";
import type { OrderView } from "@/lib/queries/orders/order-view";

/** What the holder of a link can do now: pay the part that is due, wait, or nothing. */
export type Payable =
  | { readonly kind: "due"; readonly amount: Money }
  | { readonly kind: "paid"; readonly amount: Money }
  | { readonly kind: "confirming" | "canceled" | "nothing_due" };

export function payableOf(order: OrderView): Payable {
  if (order.state === "canceled") return { kind: "canceled" };
  const open = openPayment(order);
  if (open !== null && open.state !== "requires_action") return { kind: "confirming" };
  const due = order.installments.find((part) => part.state === "due");
  if (order.state === "payment_pending" && due !== undefined)
    return { kind: "due", amount: subtract(due.amount, due.paid) };
  const paid = paidPayment(order);
  return paid === null ? { kind: "nothing_due" } : { kind: "paid", amount: paid.amount };
}
