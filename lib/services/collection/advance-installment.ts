import { advanced } from "@/lib/domain/collection/advanced";
import { lookedAtNext } from "@/lib/domain/collection/looked-at-next";
import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import {
  type Installment,
  isOpen,
  leftMinor,
  type Order,
  type OrderEventDraft,
} from "@/lib/domain/orders/order";
import { isChased } from "@/lib/domain/terms/is-chased";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { lockInstallments, updateInstallments } from "@/lib/db/installments";
import { findMerchant } from "@/lib/db/merchants";
import { findLines, lockOrder, touchOrders } from "@/lib/db/orders";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { issueInvoices } from "../invoices/issue-invoices";
import { recordOrderEvents } from "../orders/record-order-events";

function eventOf(order: Order, before: Installment, after: Installment, at: Date): OrderEventDraft[] {
  const event = {
    orderId: order.id,
    fromState: null,
    toState: null,
    details: {
      position: after.position,
      amountMinor: String(leftMinor(after)),
      currency: after.currency,
      dueOn: after.dueOn,
    },
    paymentId: null,
    occurredAt: at,
  } as const;
  const wasClaimed = before.state !== "scheduled";
  const events: OrderEventDraft[] = wasClaimed ? [] : [{ ...event, kind: "installment_due" }];
  return after.state === "overdue" ? [...events, { ...event, kind: "installment_overdue" }] : events;
}

async function move(
  tx: Tx,
  ctx: ServiceContext,
  order: Order,
  given: { installments: readonly Installment[]; before: Installment },
): Promise<boolean> {
  const { before, installments } = given;
  const { merchantId, id: orderId } = order;
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, `Order ${orderId} has no merchant.`);
  const { timeZone } = merchant;
  const now = ctx.clock.now();
  const after = isChased(order, before) ? advanced(before, { timeZone, now }) : before;
  await updateInstallments(tx, [{ ...after, nextStepAt: lookedAtNext(order, after, timeZone) }]);
  const isChargeDue = after.retryAt !== null && after.retryAt <= now;
  if (after.state === before.state) return isChargeDue;
  const lines = await findLines(tx, merchantId, [orderId]);
  const today = calendarDateAt(now, timeZone);
  const claimed = before.state === "scheduled" ? [after] : [];
  const invoiced = await issueInvoices(tx, ctx, { order, installments, lines, claimed, today, at: now });
  const events = [...invoiced, ...eventOf(order, before, after, now)];
  await recordOrderEvents(tx, ctx, { kind: "command", command: "advance-installment" }, events);
  await touchOrders(tx, merchantId, [orderId]);
  await recordAuditEvent(tx, ctx, {
    eventType: `installment.${after.state}`,
    command: "advance-installment",
    outcome: "succeeded",
    orderId,
    amount: money(leftMinor(after), after.currency),
    idempotencyKey: `installment:${after.id}:${after.state}`,
    changes: { installmentId: after.id, position: after.position, from: before.state, to: after.state },
  });
  return isChargeDue;
}

/**
 * Takes the steps of an installment's agenda whose time has come by the context's clock: on its day it falls due and is invoiced,
 * on the day after it is overdue. Asked again, or for one that was paid meanwhile, it changes nothing. Answers whether it is
 * time to charge it, or to look what became of a charge.
 */
export async function advanceInstallment(
  ctx: ServiceContext,
  command: { readonly orderId: string; readonly installmentId: string },
): Promise<{ isChargeDue: boolean }> {
  return inTransaction(async (tx) => {
    const order = await lockOrder(tx, ctx.actor.merchantId, command.orderId);
    if (order === null || order.state !== "payment_pending") return { isChargeDue: false };
    const installments = await lockInstallments(tx, order.merchantId, [order.id]);
    const before = installments.find(({ id }) => id === command.installmentId);
    if (before === undefined || !isOpen(before)) return { isChargeDue: false };
    return { isChargeDue: await move(tx, ctx, order, { installments, before }) };
  });
}
