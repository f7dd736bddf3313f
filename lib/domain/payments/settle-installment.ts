import { splitBeyond, recognize } from "../orders/earned";
import type { JournalEntryDraft } from "../ledger/journal-entry";
import {
  type Installment,
  isOpen,
  leftMinor,
  type Order,
  type OrderEventDraft,
  type OrderLine,
} from "../orders/order";
import type { OrderState } from "../orders/order-state";
import { modelOf } from "../terms/payment-terms";

/** What an installment belongs to, read under lock. */
export interface SettlementSituation {
  readonly order: Order;
  /** The one that is paid first. */
  readonly installment: Installment;
  /** All of the order's, this one among them. */
  readonly installments: readonly Installment[];
  readonly lines: readonly OrderLine[];
}

/** What one installment got of an amount. */
export interface InstallmentShare {
  readonly installmentId: string;
  readonly addedMinor: bigint;
  readonly paidMinor: bigint;
}

export interface AllocationChange {
  /** The named installment first, then whichever are next. */
  readonly shares: readonly InstallmentShare[];
  readonly orderPaidMinor: bigint;
  readonly orderState: OrderState;
  /** Whether the order is payable from now on: nothing had to be approved, and its deposit is paid. */
  readonly isPayableNow: boolean;
  /** Whether its courses are open from now on. */
  readonly isReleasedNow: boolean;
}

/** What follows when an installment is given an amount, whatever it was paid with. */
export interface InstallmentSettlement {
  readonly allocation: AllocationChange;
  /** What is earned by it: a course opens when its order is released. */
  readonly entries: readonly JournalEntryDraft[];
  readonly grantLines: readonly OrderLine[];
  /** Paid before they were invoiced: their invoices are issued with the payment. */
  readonly toInvoice: readonly Installment[];
}

/** The installments that a payment of this one goes to, in turn. */
function takers({ order, installment, installments }: SettlementSituation): readonly Installment[] {
  if (order.state === "deposit_pending") return installment.purpose === "deposit" ? [installment] : [];
  if (order.state !== "payment_pending") return [];
  const others = installments
    .filter(({ id }) => id !== installment.id)
    .toSorted((left, right) => left.position - right.position);
  return [installment, ...others].filter(isOpen);
}

/** How much of a payment of this installment the order can take; nothing where it no longer claims any. In minor units. */
export function claimedMinor(situation: SettlementSituation): bigint {
  return takers(situation).reduce((sum, part) => sum + leftMinor(part), 0n);
}

function sharesOf(situation: SettlementSituation, amountMinor: bigint): InstallmentShare[] {
  let left = amountMinor;
  return takers(situation).flatMap((part) => {
    const { within, beyond } = splitBeyond(left, leftMinor(part));
    left = beyond;
    const share = { installmentId: part.id, addedMinor: within, paidMinor: part.paidMinor + within };
    return within > 0n ? [share] : [];
  });
}

function stateAfter({ order }: SettlementSituation, isDepositPaid: boolean, isPaid: boolean): OrderState {
  if (order.state === "deposit_pending")
    return isDepositPaid && order.workflow.approval === "sites" ? "confirmed" : order.state;
  return isPaid ? "paid" : order.state;
}

/** Counts an amount, of at most what is claimed, as paid on an installment and on those after it; the rest stays due. */
export function settleInstallment(
  situation: SettlementSituation,
  given: { readonly amountMinor: bigint; readonly paymentId: string; readonly occurredAt: Date },
): InstallmentSettlement {
  const { order, installments, lines } = situation;
  const shares = sharesOf(situation, given.amountMinor);
  const orderPaidMinor = order.paidMinor + given.amountMinor;
  const isPaid = orderPaidMinor - order.refundedMinor + order.creditedMinor >= order.totalMinor;
  const isDepositPaid =
    order.state === "deposit_pending" && given.amountMinor >= leftMinor(situation.installment);
  const isReleasedNow =
    order.state === "payment_pending" &&
    !order.isReleased &&
    (isPaid || modelOf(order.terms).release === "first_payment");
  const grantLines = isReleasedNow ? lines.filter((line) => line.kind === "course") : [];
  const toInvoice = installments.filter(
    ({ id, state }) => state === "scheduled" && shares.some((share) => share.installmentId === id),
  );
  const invoiced = installments.map((part) =>
    toInvoice.includes(part) ? { ...part, state: "due" as const } : part,
  );
  const occasion = { orderId: order.id, paymentId: given.paymentId, occurredAt: given.occurredAt };
  return {
    allocation: {
      shares,
      orderPaidMinor,
      orderState: stateAfter(situation, isDepositPaid, isPaid),
      isPayableNow: isDepositPaid && order.workflow.approval === "none",
      isReleasedNow,
    },
    entries: isReleasedNow
      ? recognize(
          { order, installments: invoiced, lines },
          { lines: grantLines, isFeeEarned: true },
          occasion,
        )
      : [],
    grantLines,
    toInvoice,
  };
}

/** The lines of the timeline that say what an order came to by being given an amount. */
export function settlementEvents(
  order: Order,
  settlement: Pick<InstallmentSettlement, "allocation" | "grantLines">,
  occasion: { readonly paymentId: string; readonly occurredAt: Date },
): OrderEventDraft[] {
  const { orderState, isPayableNow } = settlement.allocation;
  const event = { orderId: order.id, fromState: null, toState: null, details: {}, ...occasion } as const;
  const events: OrderEventDraft[] = [];
  if (isPayableNow) events.push({ ...event, kind: "deposit_paid" });
  if (orderState === "confirmed" && order.state === "deposit_pending")
    events.push({ ...event, kind: "deposit_paid", fromState: order.state, toState: orderState });
  if (orderState === "paid")
    events.push({ ...event, kind: "order_paid", fromState: order.state, toState: orderState });
  return [
    ...events,
    ...settlement.grantLines.map(
      (line) => ({ ...event, kind: "access_granted", details: { line: line.description } }) as const,
    ),
  ];
}
