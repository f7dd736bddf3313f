import { openPayment, paidPayment } from "@/app/(shop)/orders/[orderId]/_components/order-facts";
import type { Money } from "@/lib/domain/money/money";
import type { OrderView } from "@/lib/queries/orders/order-view";

/** What the holder of a link can do now: pay the part that is due, wait, or nothing. */
export type Payable =
  | { readonly kind: "due"; readonly amount: Money }
  | { readonly kind: "paid"; readonly amount: Money }
  | { readonly kind: "confirming" | "canceled" | "nothing_due" };

export function payableOf(order: OrderView, due: Money | null): Payable {
  if (order.state === "canceled") return { kind: "canceled" };
  const open = openPayment(order);
  if (open !== null && open.state !== "requires_action") return { kind: "confirming" };
  if (due !== null) return { kind: "due", amount: due };
  const paid = paidPayment(order);
  return paid === null ? { kind: "nothing_due" } : { kind: "paid", amount: paid.amount };
}
