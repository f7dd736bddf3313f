import { isOpen, type Installment } from "../orders/order";
import type { OrderState } from "../orders/order-state";

export const PAYMENT_SCOPES = ["due", "next", "all"] as const;

/** How much is to be paid: what is due, the next installment whether or not it is due, or all that is left. */
export type PaymentScope = (typeof PAYMENT_SCOPES)[number];

/**
 * The parts that are to be paid now, the first of them first. Due: what is claimed and, where something is overdue, all of that.
 * A deposit is paid by itself; nothing else is payable before it, or before the order is.
 */
export function dueInstallments<Part extends Pick<Installment, "state" | "purpose" | "position">>(
  order: { readonly state: OrderState },
  installments: readonly Part[],
  scope: PaymentScope,
): readonly Part[] {
  const open = installments.filter(isOpen).toSorted((left, right) => left.position - right.position);
  if (order.state === "deposit_pending") return open.filter(({ purpose }) => purpose === "deposit");
  if (order.state !== "payment_pending") return [];
  const overdue = open.filter(({ state }) => state === "overdue");
  switch (scope) {
    case "due":
      return overdue.length > 0 ? overdue : open.filter(({ state }) => state === "due").slice(0, 1);
    case "next":
      return open.slice(0, 1);
    case "all":
      return open;
  }
}
