import { earnedMinor, invoicedMinor, splitBeyond } from "@/lib/domain/orders/earned";
import type { Installment, Order, OrderEventDraft, OrderLine } from "@/lib/domain/orders/order";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { taxSplitter } from "../tax/tax-splitter";
import { issueInvoice } from "./issue-invoice";

/**
 * Issues the invoices of installments that are claimed now, in their order, in the caller's transaction. What of them was earned
 * before its invoice comes out of unbilled revenue. Answers the lines for the timeline.
 */
export async function issueInvoices(
  tx: Tx,
  ctx: ServiceContext,
  claim: {
    readonly order: Order;
    /** All of the order's, as they were before these were claimed. */
    readonly installments: readonly Installment[];
    readonly lines: readonly OrderLine[];
    readonly claimed: readonly Installment[];
    readonly today: CalendarDate;
    readonly at: Date;
  },
): Promise<OrderEventDraft[]> {
  const { order, today, at } = claim;
  const taxesOf = await taxSplitter(tx, order, claim.installments);
  let room = earnedMinor(order, claim.lines) - invoicedMinor(claim.installments);
  const events: OrderEventDraft[] = [];
  for (const installment of claim.claimed.toSorted((left, right) => left.position - right.position)) {
    const ownMinor = installment.amountMinor - installment.taxMinor;
    const { within } = splitBeyond(ownMinor, room);
    room -= ownMinor;
    const taxes = taxesOf(installment);
    const dueOn = installment.dueOn ?? today;
    events.push(await issueInvoice(tx, ctx, { order, installment, dueOn, at, unbilledMinor: within, taxes }));
  }
  return events;
}
