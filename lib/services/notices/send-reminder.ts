import { planReminder } from "@/lib/domain/notices/plan-reminder";
import { invariant } from "@/lib/domain/invariant";
import { isOpen, leftMinor, type Installment, type Order } from "@/lib/domain/orders/order";
import { isChased } from "@/lib/domain/terms/is-chased";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockReminder, type ReminderToSend, updateReminder } from "@/lib/db/installment-reminders";
import { lockInstallments } from "@/lib/db/installments";
import { findMerchant } from "@/lib/db/merchants";
import { findNoticePolicy } from "@/lib/db/notice-policy";
import { lockOrder } from "@/lib/db/orders";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";

/** Whether this is the moment to remind: something is left, it can be paid now, and it is the kind that is asked for. */
function isToRemind(order: Order, installment: Installment): boolean {
  return order.state === "payment_pending" && isChased(order, installment) && leftMinor(installment) > 0n;
}

async function remind(
  tx: Tx,
  ctx: ServiceContext,
  installment: Installment,
  { day, dueOn }: { readonly day: number; readonly dueOn: string },
): Promise<void> {
  const { id: installmentId, orderId, position } = installment;
  const amountMinor = String(leftMinor(installment));
  await enqueueJob(tx, ctx, {
    job: "send-mail",
    payload: { kind: "installment_reminder", installmentId, dueOn, day },
  });
  await recordOrderEvents(tx, ctx, { kind: "command", command: "send-reminder" }, [
    {
      orderId,
      kind: "installment_reminded",
      fromState: null,
      toState: null,
      details: { position, day, dueOn, amountMinor, currency: installment.currency },
      paymentId: null,
      occurredAt: ctx.clock.now(),
    },
  ]);
  await recordAuditEvent(tx, ctx, {
    eventType: "installment.reminded",
    command: "send-reminder",
    outcome: "succeeded",
    orderId,
    changes: { installmentId, position, day, dueOn },
  });
}

/**
 * Sends the reminder of an installment whose time has come by the context's clock, and notes when the next is. What was paid,
 * canceled or replaced meanwhile gets none. Two workers at once send one: the second finds it done.
 */
export async function sendReminder(ctx: ServiceContext, one: ReminderToSend): Promise<{ isSent: boolean }> {
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    const order = await lockOrder(tx, merchantId, one.orderId);
    const installments = await lockInstallments(tx, merchantId, [one.orderId]);
    const now = ctx.clock.now();
    const state = await lockReminder(tx, one, now);
    if (state === null) return { isSent: false };
    const installment = installments.find(({ id }) => id === one.installmentId);
    if (order === null || installment === undefined || !isOpen(installment) || installment.dueOn === null) {
      await updateReminder(tx, one, { remindedDay: state.remindedDay, nextAt: null });
      return { isSent: false };
    }
    const { dueOn } = installment;
    const merchant = await findMerchant(tx, merchantId);
    invariant(merchant !== null, `Order ${order.id} has no merchant.`);
    const policy = await findNoticePolicy(tx, merchantId);
    const plan = planReminder(policy, { ...state, dueOn }, { now, timeZone: merchant.timeZone });
    await updateReminder(tx, one, plan);
    if (plan.send === null || !isToRemind(order, installment)) return { isSent: false };
    await remind(tx, ctx, installment, { day: plan.send, dueOn });
    return { isSent: true };
  });
}
