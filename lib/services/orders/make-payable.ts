import { scheduled } from "@/lib/domain/collection/scheduled";
import { invariant } from "@/lib/domain/invariant";
import { recognize } from "@/lib/domain/orders/earned";
import {
  type Installment,
  isOpen,
  type Order,
  type OrderEventDraft,
  type OrderLine,
} from "@/lib/domain/orders/order";
import { modelOf } from "@/lib/domain/terms/payment-terms";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { insertAccessGrants } from "@/lib/db/access-grants";
import { lockInstallments, updateInstallments } from "@/lib/db/installments";
import { findMerchant } from "@/lib/db/merchants";
import { findLines, releaseOrder, updateOrderState } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { issueInvoices } from "../invoices/issue-invoices";
import { postEarnings } from "../ledger/post-earnings";

async function release(
  tx: Tx,
  ctx: ServiceContext,
  order: Order,
  courses: readonly OrderLine[],
  at: Date,
): Promise<OrderEventDraft[]> {
  const { merchantId, id: orderId, customerId } = order;
  await releaseOrder(tx, merchantId, orderId, at);
  const grants = courses.flatMap(({ id, productId }) =>
    productId === null
      ? []
      : [
          {
            merchant_id: merchantId,
            id: newId(),
            customer_id: customerId,
            product_id: productId,
            order_id: orderId,
            order_line_id: id,
            granted_at: at.toISOString(),
          },
        ],
  );
  await insertAccessGrants(tx, grants);
  return courses.map((line) => ({
    orderId,
    kind: "access_granted",
    fromState: null,
    toState: null,
    details: { line: line.description },
    paymentId: null,
    occurredAt: at,
  }));
}

const isSettled = (order: Order): boolean =>
  order.paidMinor - order.refundedMinor + order.creditedMinor >= order.totalMinor;

/** Whether the terms let the customer have everything once the order is payable: it was agreed to, or a deposit is paid. */
function isReleasedBy(order: Order): boolean {
  const { release: when } = modelOf(order.terms);
  if (isSettled(order)) return true;
  return when === "agreement" || (when === "first_payment" && order.paidMinor > 0n);
}

function payableEvents(order: Order, approvedBy: string | null, at: Date): OrderEventDraft[] {
  const event = { orderId: order.id, details: {}, paymentId: null, occurredAt: at } as const;
  const kind = approvedBy === null ? "order_payable" : "order_approved";
  return [{ ...event, kind, fromState: order.state, toState: "payment_pending" }];
}

async function earn(
  tx: Tx,
  ctx: ServiceContext,
  change: { order: Order; installments: readonly Installment[]; lines: readonly OrderLine[]; at: Date },
): Promise<OrderEventDraft[]> {
  const { order, lines, at } = change;
  const isReleased = isReleasedBy(order);
  const courses = isReleased ? lines.filter((line) => line.kind === "course") : [];
  // Sites are earned by being approved.
  const earned = lines.filter((line) => line.kind === "site_placement" || courses.includes(line));
  const occasion = { orderId: order.id, paymentId: null, occurredAt: at };
  await postEarnings(tx, ctx, recognize(change, { lines: earned, isFeeEarned: isReleased }, occasion));
  return isReleased ? release(tx, ctx, order, courses, at) : [];
}

/**
 * Moves an order whose step was already checked to payment_pending: its installments get their days, what is claimed by now is
 * invoiced, and what was delivered by being approved is earned. Where all of it was paid before, it is paid. Answers the lines
 * for the timeline.
 */
export async function makePayable(
  tx: Tx,
  ctx: ServiceContext,
  change: { order: Order; approvedBy: string | null; at: Date },
): Promise<OrderEventDraft[]> {
  const { order, approvedBy, at } = change;
  const { merchantId, id: orderId } = order;
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, `Order ${orderId} has no merchant.`);
  const { timeZone } = merchant;
  const today = calendarDateAt(at, timeZone);
  const before = await lockInstallments(tx, merchantId, [orderId]);
  const after = before.map((part) => scheduled(order, part, { today, timeZone }));
  await updateInstallments(
    tx,
    after.filter((_, index) => before[index] !== undefined && isOpen(before[index])),
  );
  await updateOrderState(tx, { merchantId, orderId, state: "payment_pending", approvedBy, at });
  const lines = await findLines(tx, merchantId, [orderId]);
  const claimed = after.filter((part, index) => part.state === "due" && before[index]?.state === "scheduled");
  const invoiced = await issueInvoices(tx, ctx, { order, installments: before, lines, claimed, today, at });
  const earned = await earn(tx, ctx, { order, installments: after, lines, at });
  const events = [...payableEvents(order, approvedBy, at), ...invoiced, ...earned];
  if (!isSettled(order)) return events;
  await updateOrderState(tx, { merchantId, orderId, state: "paid", at });
  const paid = {
    orderId,
    kind: "order_paid",
    fromState: "payment_pending",
    toState: "paid",
    details: {},
  } as const;
  return [...events, { ...paid, paymentId: null, occurredAt: at }];
}
