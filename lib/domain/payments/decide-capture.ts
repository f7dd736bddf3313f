import { overpaymentReceived, paymentCaptured } from "../ledger/entries";
import type { JournalEntryDraft } from "../ledger/journal-entry";
import { walletSpent, walletToppedUp } from "../ledger/wallet-entries";
import { money } from "../money/money";
import type { Installment, OrderLine } from "../orders/order";
import type { GatewayCharge } from "./gateway-outcome";
import type { PaymentSituation } from "./payment-situation";
import { type AllocationChange, claimedMinor, settleInstallment } from "./settle-installment";

/** What becomes of the credit that was reserved: spent with the card's money (at most what was held), or given back. */
export type HoldEnd =
  | { readonly kind: "captured"; readonly amountMinor: bigint; readonly occurredAt: Date }
  | { readonly kind: "released"; readonly reason: "payment_canceled" | "order_not_due" };

/** What follows from it, beside the payment's own state. */
export interface Capture {
  /** Null when nothing claims the money. */
  readonly allocation: AllocationChange | null;
  readonly entries: readonly JournalEntryDraft[];
  readonly grantLines: readonly OrderLine[];
  /** Installments that are paid before they were invoiced. */
  readonly toInvoice: readonly Installment[];
  /** Null while the hold goes on, and where there is none. */
  readonly holdEnd: HoldEnd | null;
}

/** Money that nothing claims any more: somebody has to decide about it. Credit that nothing claims goes back. */
function captureUnclaimed({ order, payment, hold }: PaymentSituation, charge: GatewayCharge | null): Capture {
  const occurredAt = charge?.occurredAt ?? payment.createdAt;
  const amount = money(payment.amountMinor, payment.currency);
  const entry = { orderId: order.id, paymentId: payment.id, occurredAt, amount, method: methodOf(charge) };
  return {
    allocation: null,
    entries: [overpaymentReceived(entry)],
    grantLines: [],
    toInvoice: [],
    holdEnd: hold && { kind: "released", reason: "order_not_due" },
  };
}

function methodOf(charge: GatewayCharge | null): string {
  return charge?.card ? `${charge.card.brand} ****${charge.card.last4}` : "card";
}

/** Decides what a capture pays. The card's money counts first; then the credit beside it, as far as the installment still claims it. */
export function decideCapture(situation: PaymentSituation, charge: GatewayCharge | null): Capture {
  const { order, payment, hold } = situation;
  const leftMinor = claimedMinor(situation) - payment.amountMinor;
  if (leftMinor < 0n) return captureUnclaimed(situation, charge);
  const occurredAt = charge?.occurredAt ?? payment.createdAt;
  const heldMinor = hold?.amountMinor ?? 0n;
  const spentMinor = heldMinor < leftMinor ? heldMinor : leftMinor;
  const occasion = { orderId: order.id, paymentId: payment.id, occurredAt };
  const wallet = { orderId: order.id, customerId: order.customerId, occurredAt };
  const settlement = settleInstallment(situation, {
    ...occasion,
    amountMinor: payment.amountMinor + spentMinor,
  });
  const amount = money(payment.amountMinor, payment.currency);
  const taken = { ...occasion, customerId: order.customerId, amount, method: methodOf(charge) };
  return {
    ...settlement,
    entries: [
      order.workflow.isTopUp ? walletToppedUp(taken) : paymentCaptured(taken),
      ...(hold === null || spentMinor === 0n
        ? []
        : [walletSpent({ ...wallet, paymentId: hold.id, amount: money(spentMinor, payment.currency) })]),
      ...settlement.entries,
    ],
    holdEnd: hold && endOfHold(spentMinor, occurredAt),
  };
}

function endOfHold(spentMinor: bigint, occurredAt: Date): HoldEnd {
  if (spentMinor === 0n) return { kind: "released", reason: "order_not_due" };
  return { kind: "captured", amountMinor: spentMinor, occurredAt };
}

/** Nothing was captured. Only a payment that can no longer take money gives back the credit beside it. */
export function decideNoCapture(situation: PaymentSituation, hasEnded: boolean): Capture {
  const isOver = hasEnded && situation.hold !== null;
  return {
    allocation: null,
    entries: [],
    grantLines: [],
    toInvoice: [],
    holdEnd: isOver ? { kind: "released", reason: "payment_canceled" } : null,
  };
}
