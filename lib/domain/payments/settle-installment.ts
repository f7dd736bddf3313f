import { revenueRecognized } from "../ledger/entries";
import type { JournalEntryDraft } from "../ledger/journal-entry";
import { money } from "../money/money";
import {
  type Installment,
  leftMinor,
  type Order,
  type OrderEventDraft,
  type OrderLine,
} from "../orders/order";
import type { OrderState } from "../orders/order-state";

/** What an installment belongs to, read under lock. */
export interface SettlementSituation {
  readonly order: Order;
  readonly installment: Installment;
  readonly lines: readonly OrderLine[];
}

export interface AllocationChange {
  readonly installmentPaidMinor: bigint;
  readonly orderPaidMinor: bigint;
  readonly orderState: OrderState;
}

/** What follows when an installment is given an amount, whatever it was paid with. */
export interface InstallmentSettlement {
  readonly allocation: AllocationChange;
  /** What is earned by it: a course opens when its order is paid. */
  readonly entries: readonly JournalEntryDraft[];
  readonly grantLines: readonly OrderLine[];
}

/** How much the installment still claims; nothing where its order no longer does. In minor units. */
export function claimedMinor({ order, installment }: SettlementSituation): bigint {
  return order.state === "payment_pending" ? leftMinor(installment) : 0n;
}

/** Counts an amount, of at most what is claimed, as paid on an installment; the rest of it stays due. */
export function settleInstallment(
  { order, installment, lines }: SettlementSituation,
  given: { readonly amountMinor: bigint; readonly paymentId: string; readonly occurredAt: Date },
): InstallmentSettlement {
  const orderPaidMinor = order.paidMinor + given.amountMinor;
  const isPaid = orderPaidMinor - order.refundedMinor + order.creditedMinor >= order.totalMinor;
  // Sites are earned when they are approved; a course when it opens, which is now.
  const grantLines = isPaid ? lines.filter((line) => line.kind === "course") : [];
  return {
    allocation: {
      installmentPaidMinor: installment.paidMinor + given.amountMinor,
      orderPaidMinor,
      orderState: isPaid ? "paid" : order.state,
    },
    entries: grantLines.map((line) =>
      revenueRecognized({
        orderId: order.id,
        paymentId: given.paymentId,
        occurredAt: given.occurredAt,
        orderLineId: line.id,
        lineDescription: line.description,
        amount: money(line.amountMinor, order.currency),
      }),
    ),
    grantLines,
  };
}

/** The lines of the timeline that say what an order came to by being given an amount. */
export function settlementEvents(
  order: Order,
  settlement: Pick<InstallmentSettlement, "allocation" | "grantLines">,
  occasion: { readonly paymentId: string; readonly occurredAt: Date },
): OrderEventDraft[] {
  if (settlement.allocation.orderState !== "paid") return [];
  const event = { orderId: order.id, fromState: null, toState: null, details: {}, ...occasion } as const;
  return [
    { ...event, kind: "order_paid", fromState: order.state, toState: "paid" },
    ...settlement.grantLines.map(
      (line) => ({ ...event, kind: "access_granted", details: { line: line.description } }) as const,
    ),
  ];
}
