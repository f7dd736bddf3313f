import { type Money, sum } from "@/lib/domain/money/money";
import { dueInstallments, type PaymentScope } from "@/lib/domain/payments/due-installments";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import type { Tender } from "@/lib/domain/payments/tender";
import type { PaymentView, OrderView } from "@/lib/queries/orders/order-view";

/** The payment whose end is not known yet: the gateway has it, or the bank is asking. */
export function openPayment(order: OrderView): PaymentView | null {
  const newest = order.payments[0];
  if (!newest || (order.state !== "payment_pending" && order.state !== "deposit_pending")) return null;
  return newest.state === "processing" ||
    newest.state === "outcome_unknown" ||
    newest.state === "requires_action"
    ? newest
    : null;
}

/** The payment by something else than credit that paid the order, or the last part of it. */
export function paidPayment(order: OrderView): PaymentView | null {
  return order.payments.find(({ state, tender }) => state === "completed" && tender !== "wallet") ?? null;
}

/** How much of what was paid was credit. */
export function creditOf(
  payments: readonly { readonly tender: Tender; readonly state?: PaymentState; readonly amount: Money }[],
  currency: string,
): Money {
  return sum(
    payments
      .filter(({ tender, state }) => tender === "wallet" && (state === undefined || state === "completed"))
      .map(({ amount }) => amount),
    currency,
  );
}

/** A buyer may walk away until work has been shown to them. The service decides; this only spares a useless button. */
export function mayCancel(order: OrderView): boolean {
  const isOpen =
    order.state === "deposit_pending" ||
    order.state === "confirmed" ||
    order.state === "sites_ready" ||
    order.state === "payment_pending";
  return (
    isOpen &&
    order.totals.paid.amountMinor === 0n &&
    openPayment(order) === null &&
    order.sites.every((site) => site.state === "in_preparation")
  );
}

/** What would be paid now in a scope; null where that is nothing. */
export function payable(order: OrderView, scope: PaymentScope): Money | null {
  const parts = dueInstallments(order, order.installments, scope);
  const amount = sum(
    parts.map((part) => part.left),
    order.totals.total.currency,
  );
  return parts.length === 0 ? null : amount;
}
