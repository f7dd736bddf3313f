import type { Failure } from "../failure";
import { compare, isPositive, type Money, money } from "../money/money";
import { type Installment, leftMinor, type Order } from "../orders/order";
import type { PaymentState } from "../payments/payment-state";
import type { InvoiceState } from "./invoice-state";

export interface CreditSituation {
  readonly order: Pick<Order, "totalMinor" | "creditedMinor" | "paidMinor" | "refundedMinor">;
  readonly installment: Pick<Installment, "amountMinor" | "paidMinor" | "creditedMinor" | "withdrawnMinor">;
  readonly invoice: { readonly state: InvoiceState; readonly currency: string };
  /** States of the order's payments through which money may still move. */
  readonly livePayments: readonly PaymentState[];
}

/** What the buyer may be confirming at this moment, or has confirmed already. */
const UNDER_WAY: readonly PaymentState[] = ["requires_action", "processing", "outcome_unknown"];

/** Why an invoice cannot be credited by an amount; null when it can. Refusals in the order: state, amount. */
export function refuseCredit(
  { order, installment, invoice, livePayments }: CreditSituation,
  amount: Money,
): Failure | null {
  if (invoice.state !== "open") return { kind: "conflict", code: "invoice_not_open" };
  if (livePayments.some((state) => UNDER_WAY.includes(state)))
    return { kind: "conflict", code: "order_has_open_payment" };
  if (!isPositive(amount)) return { kind: "rejected", code: "amount_must_be_positive" };
  if (amount.currency !== invoice.currency) return { kind: "rejected", code: "currency_mismatch" };
  if (compare(amount, money(leftMinor(installment), invoice.currency)) === 1)
    return { kind: "rejected", code: "credit_exceeds_invoice" };
  const orderLeftMinor = order.totalMinor - order.creditedMinor - order.paidMinor + order.refundedMinor;
  // Nothing left means that the order ends: as canceled, which says what becomes of its work, and not as paid by nobody.
  return amount.amountMinor >= orderLeftMinor ? { kind: "rejected", code: "credit_leaves_nothing" } : null;
}
