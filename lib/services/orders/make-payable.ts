import { scheduled } from "@/lib/domain/collection/scheduled";
import { invariant } from "@/lib/domain/invariant";
import { recognize } from "@/lib/domain/orders/earned";
import { isReleasedBy, isSettled } from "@/lib/domain/orders/is-released-by";
import {
  type Installment,
  isOpen,
  type Order,
  type OrderEventDraft,
  type OrderLine,
} from "@/lib/domain/orders/order";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { lockInstallments, updateInstallments } from "@/lib/db/installments";
import { findMerchant } from "@/lib/db/merchants";
import { findLines, updateOrderState } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { issueInvoices } from "../invoices/issue-invoices";
import { postEarnings } from "../ledger/post-earnings";
import { openCourses } from "./open-courses";

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
  return isReleased ? openCourses(tx, order, courses, at) : [];
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
