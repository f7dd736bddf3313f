import { type Money, money, negate } from "@/lib/domain/money/money";
import type { Order } from "@/lib/domain/orders/order";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockEntry, type StoredEntry } from "@/lib/db/ledger";
import { findPayments } from "@/lib/db/payments";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { lockOwnOrder } from "../orders/lock-own-order";
import { recordOrderEvents } from "../orders/record-order-events";
import { refundToWallet } from "./refund-to-wallet";

export interface CreditLatePayment {
  /** The entry by which the money was taken in. */
  readonly entryId: string;
  readonly reason: string;
}

const COMMAND = "credit-late-payment";

interface LatePayment {
  readonly entryId: string;
  readonly order: Order;
  readonly paymentId: string;
  readonly amount: Money;
}

/** What of an entry waits as unapplied cash, or null where it is no money that came too late. */
function unappliedOf(entry: StoredEntry): { orderId: string; paymentId: string; amount: Money } | null {
  const posting = entry.postings.find((one) => one.code === "unapplied_cash");
  const { orderId, paymentId } = entry;
  if (entry.kind !== "overpayment_received" || posting === undefined) return null;
  if (orderId === null || paymentId === null || entry.isReversed) return null;
  return { orderId, paymentId, amount: negate(money(posting.amountMinor, posting.currency)) };
}

async function tell(
  tx: Tx,
  ctx: ServiceContext,
  { order, paymentId, amount, entryId: takenInBy }: LatePayment,
  act: { readonly entryId: string; readonly reason: string },
): Promise<void> {
  await recordOrderEvents(tx, ctx, { kind: "command", command: COMMAND }, [
    {
      orderId: order.id,
      kind: "late_payment_credited",
      fromState: null,
      toState: null,
      details: { amountMinor: String(amount.amountMinor), currency: amount.currency },
      paymentId,
      occurredAt: ctx.clock.now(),
    },
  ]);
  const [payment] = await findPayments(tx, ctx.actor.merchantId, [paymentId]);
  await recordAuditEvent(tx, ctx, {
    eventType: "payment.late_money_credited",
    command: COMMAND,
    outcome: "succeeded",
    orderId: order.id,
    paymentId,
    ...(typeof payment?.gatewayPaymentId === "string" ? { gatewayPaymentId: payment.gatewayPaymentId } : {}),
    amount,
    idempotencyKey: nameOf(takenInBy),
    reason: act.reason,
    changes: { customerId: order.customerId, entryId: act.entryId, takenInBy },
  });
}

const nameOf = (entryId: string) => `journal-entry:${entryId}:credit`;

async function credit(
  tx: Tx,
  ctx: ServiceContext,
  { entryId, reason }: CreditLatePayment,
): Promise<Result<{ entryId: string }>> {
  const entry = await lockEntry(tx, ctx.actor.merchantId, entryId);
  if (entry === null) return err({ kind: "not_found", code: "journal_entry_not_found" });
  const unapplied = unappliedOf(entry);
  if (unapplied === null) return err({ kind: "conflict", code: "money_not_unapplied" });
  const order = await lockOwnOrder(tx, ctx, unapplied.orderId);
  if (!order.ok) return order;
  const late = { ...unapplied, entryId, order: order.value };
  const { orderId, paymentId, amount } = unapplied;
  const refunded = await refundToWallet(tx, ctx, {
    refundId: entryId,
    customerId: order.value.customerId,
    orderId,
    paymentId,
    amount,
    from: "unapplied_cash",
    reason,
    isLateMoney: true,
  });
  if (!refunded.ok) return refunded;
  await tell(tx, ctx, late, { entryId: refunded.value.entryId, reason });
  return ok({ entryId: refunded.value.entryId });
}

/**
 * Staff give a customer the money that came for an order which no longer claimed it, as credit that never expires: it was the
 * customer's all the while. Once for each such payment; what it was is told on the order.
 */
export async function creditLatePayment(
  ctx: ServiceContext,
  command: CreditLatePayment,
): Promise<Result<{ entryId: string }>> {
  const permitted = requirePermission(ctx.actor, "wallet.adjust");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const operation = { name: nameOf(command.entryId), command: COMMAND, input: { reason } };
  const credited = await inTransaction((tx) =>
    doOnce(tx, ctx, operation, {
      answerOf: ({ entryId = "" }) => ({ entryId }),
      run: () => credit(tx, ctx, { ...command, reason }),
    }),
  );
  // Somebody else did it with other words; it is done all the same.
  const isDone = !credited.ok && credited.error.code === "idempotency_conflict";
  return isDone ? err({ kind: "conflict", code: "money_not_unapplied" }) : credited;
}
