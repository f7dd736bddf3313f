import { invariant } from "@/lib/domain/invariant";
import { revenueRecognized } from "@/lib/domain/ledger/entries";
import { money } from "@/lib/domain/money/money";
import type { Order, OrderEventDraft } from "@/lib/domain/orders/order";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { findMerchant } from "@/lib/db/merchants";
import { findLines, lockInstallments, updateInstallments, updateOrderState } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { issueInvoice } from "../invoices/issue-invoice";
import { postEntries } from "../ledger/post-entries";

/** What was delivered by being approved is earned by it. */
async function earnPlacements(tx: Tx, ctx: ServiceContext, order: Order, at: Date): Promise<void> {
  const lines = await findLines(tx, order.merchantId, [order.id]);
  await postEntries(
    tx,
    ctx,
    lines
      .filter((line) => line.kind === "site_placement")
      .map((line) =>
        revenueRecognized({
          orderId: order.id,
          paymentId: null,
          occurredAt: at,
          orderLineId: line.id,
          lineDescription: line.description,
          amount: money(line.amountMinor, order.currency),
        }),
      ),
  );
}

/**
 * Moves an order whose step was already checked to payment_pending: its installments become due, its invoices are issued,
 * and what was delivered by being approved is earned. Answers the lines for the timeline.
 */
export async function makePayable(
  tx: Tx,
  ctx: ServiceContext,
  change: { order: Order; approvedBy: string | null; at: Date },
): Promise<OrderEventDraft[]> {
  const { order, approvedBy, at } = change;
  const merchant = await findMerchant(tx, order.merchantId);
  invariant(merchant !== null, `Order ${order.id} has no merchant.`);
  const dueOn = calendarDateAt(at, merchant.timeZone);
  const installments = await lockInstallments(tx, order.merchantId, [order.id]);
  await updateInstallments(tx, { merchantId: order.merchantId, orderId: order.id, state: "due", dueOn });
  await updateOrderState(tx, {
    merchantId: order.merchantId,
    orderId: order.id,
    state: "payment_pending",
    approvedBy,
    at,
  });
  const events: OrderEventDraft[] = [
    {
      orderId: order.id,
      kind: approvedBy === null ? "order_payable" : "order_approved",
      fromState: order.state,
      toState: "payment_pending",
      details: {},
      paymentId: null,
      occurredAt: at,
    },
  ];
  for (const installment of installments.toSorted((left, right) => left.position - right.position)) {
    events.push(await issueInvoice(tx, ctx, { order, installment, dueOn, at }));
  }
  await earnPlacements(tx, ctx, order, at);
  return events;
}
