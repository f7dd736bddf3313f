import type { Actor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import type { Order } from "@/lib/domain/orders/order";
import { transitionOrder } from "@/lib/domain/orders/order-state";
import { err, ok, type Result } from "@/lib/domain/result";
import { voidInvoices } from "@/lib/db/invoices";
import { findOrderEntries } from "@/lib/db/ledger";
import { cancelInstallments, lockInstallments } from "@/lib/db/installments";
import { closeOrder } from "@/lib/db/order-release";
import { updateOrderState } from "@/lib/db/orders";
import { lockLivePayments } from "@/lib/db/payments";
import { lockSites } from "@/lib/db/sites";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { enqueueJob } from "@/lib/jobs/queue";
import type { ServiceContext } from "../context";
import { creditCanceledInvoices } from "../documents/credit-canceled-invoices";
import { doOnce } from "../operations/do-once";
import { postReversals } from "../ledger/post-reversals";
import { requirePermission } from "@/lib/domain/permissions";
import { lockOwnOrder } from "./lock-own-order";
import { recordOrderEvents } from "./record-order-events";

export interface CancelOrder {
  readonly orderId: string;
  readonly reason: string;
}

/** A customer may walk away until work has been shown to them; staff may cancel whatever is unpaid. */
async function mayCancel(tx: Tx, actor: Actor, order: Order): Promise<boolean> {
  if (actor.kind !== "customer") return true;
  const sites = await lockSites(tx, order.merchantId, order.id);
  return sites.every((site) => site.state === "in_preparation");
}

async function cancel(tx: Tx, ctx: ServiceContext, order: Order, reason: string): Promise<void> {
  const { merchantId, id: orderId } = order;
  const at = ctx.clock.now();
  const installments = await lockInstallments(tx, merchantId, [orderId]);
  const payments = await lockLivePayments(tx, merchantId, orderId);
  await cancelInstallments(tx, merchantId, orderId);
  if (order.isReleased) await closeOrder(tx, merchantId, orderId, at);
  await creditCanceledInvoices(tx, ctx, { order, installments, reason, at });
  await voidInvoices(tx, merchantId, orderId);
  await updateOrderState(tx, { merchantId, orderId, state: "canceled", at });
  // What was claimed and what was earned by delivering is taken back with the claim.
  const entries = await findOrderEntries(tx, merchantId, orderId, [
    "invoice_issued",
    "credit_note_issued",
    "invoice_replaced",
    "revenue_recognized",
  ]);
  await postReversals(tx, ctx, entries, { reason, at });
  await recordOrderEvents(tx, ctx, { kind: "command", command: "cancel-order" }, [
    {
      orderId,
      kind: "order_canceled",
      fromState: order.state,
      toState: "canceled",
      details: { reason },
      paymentId: null,
      occurredAt: at,
    },
  ]);
  await recordAuditEvent(tx, ctx, {
    eventType: "order.canceled",
    command: "cancel-order",
    outcome: "succeeded",
    orderId,
    amount: money(order.totalMinor, order.currency),
    idempotencyKey: cancellationKey(orderId),
    reason,
    changes: { from: order.state, to: "canceled", openPayments: payments.map((payment) => payment.id) },
  });
  // The gateway is told after commit. Should a payment win the race, its money is kept visible as unapplied.
  for (const payment of payments)
    await enqueueJob(tx, ctx, { job: "void-payment", payload: { paymentId: payment.id } });
}

const cancellationKey = (orderId: string) => `order:${orderId}:cancel`;

/** Cancels an unpaid order with a reason: nothing is due any more, its open payment is voided, its entries are reversed. */
export async function cancelOrder(
  ctx: ServiceContext,
  command: CancelOrder,
): Promise<Result<{ orderId: string }>> {
  const permitted = requirePermission(
    ctx.actor,
    ctx.actor.kind === "customer" ? "order.cancel_own" : "order.cancel",
  );
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  return inTransaction(async (tx) => {
    const found = await lockOwnOrder(tx, ctx, command.orderId);
    if (!found.ok) return found;
    const order = found.value;
    if (order.state === "canceled") return ok({ orderId: order.id });
    const moved = transitionOrder(order.workflow, order.state, "canceled");
    if (!moved.ok) return moved;
    // What was paid has to go back to where it came from first.
    if (order.paidMinor > order.refundedMinor) return err({ kind: "conflict", code: "order_partly_paid" });
    if (!(await mayCancel(tx, ctx.actor, order))) {
      return err({ kind: "conflict", code: "order_state_refused", from: order.state, to: "canceled" });
    }
    const operation = {
      name: cancellationKey(order.id),
      command: "cancel-order",
      input: { reason },
      orderId: order.id,
    };
    return doOnce(tx, ctx, operation, {
      answerOf: () => ({ orderId: order.id }),
      run: async () => {
        await cancel(tx, ctx, order, reason);
        return ok({ orderId: order.id });
      },
    });
  });
}
