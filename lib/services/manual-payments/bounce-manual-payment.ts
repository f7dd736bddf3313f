import type { StaffActor } from "@/lib/domain/actor";
import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import type { Installment, Order } from "@/lib/domain/orders/order";
import { reopenInstallment } from "@/lib/domain/payments/reopen-installment";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import {
  findPaymentsByHand,
  findShares,
  reopenInstallments,
  takeBackPayment,
  updateManualBounce,
} from "@/lib/db/bounces";
import { lockInstallments } from "@/lib/db/installments";
import { findLotEntry, findOrderEntries, type StoredEntry } from "@/lib/db/ledger";
import { lockManualPayment, type ManualPaymentRow } from "@/lib/db/manual-payments";
import { findMerchant } from "@/lib/db/merchants";
import { lockOrders } from "@/lib/db/orders";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { postReversals } from "../ledger/post-reversals";
import { doOnce } from "../operations/do-once";
import { recordOrderEvents } from "../orders/record-order-events";
import { type LotReversal, planLotReversals, reverseMovements } from "../wallets/reverse-movements";

type Staff = ServiceContext<StaffActor>;

interface Bounce {
  readonly reason: string;
  readonly at: Date;
  readonly timeZone: string;
}

/** What one order got of it is owed again: its entry is reversed, its installments and their invoices are open. */
async function takeBack(
  tx: Tx,
  ctx: Staff,
  order: Order,
  given: {
    readonly paymentId: string;
    readonly amountMinor: bigint;
    readonly installments: readonly Installment[];
  },
  { reason, at, timeZone }: Bounce,
): Promise<void> {
  const { merchantId, id: orderId } = order;
  const { paymentId, amountMinor, installments } = given;
  const shares = await findShares(tx, merchantId, paymentId);
  const parts = shares.map((share) => {
    const installment = installments.find(({ id }) => id === share.installmentId);
    invariant(installment !== undefined, `Payment ${paymentId} paid an installment that is not there.`);
    return reopenInstallment(order, installment, { takenMinor: share.amountMinor, timeZone });
  });
  await reopenInstallments(tx, merchantId, parts);
  const orderState = order.state === "paid" ? "payment_pending" : order.state;
  await takeBackPayment(tx, { merchantId, orderId, paymentId, amountMinor, orderState });
  const entries = await findOrderEntries(tx, merchantId, orderId, ["payment_captured"]);
  await postReversals(
    tx,
    ctx,
    entries.filter((entry) => entry.paymentId === paymentId),
    { reason, at },
  );
  const hasMoved = orderState !== order.state;
  await recordOrderEvents(tx, ctx, { kind: "command", command: "bounce-manual-payment" }, [
    {
      orderId,
      kind: "manual_payment_bounced",
      fromState: hasMoved ? order.state : null,
      toState: hasMoved ? orderState : null,
      details: { amountMinor: String(amountMinor), currency: order.currency, reason },
      paymentId,
      occurredAt: at,
    },
  ]);
}

interface Excess {
  readonly entry: StoredEntry;
  readonly reversals: readonly LotReversal[];
}

/** What became credit because it was paid in excess, under its wallet's lock; null where nothing did. Refused where it was spent. */
async function findExcess(tx: Tx, received: ManualPaymentRow): Promise<Result<Excess | null>> {
  const { merchantId, id, customerId } = received;
  const entry = await findLotEntry(tx, {
    merchantId,
    customerId,
    originKind: "manual_payment",
    originId: id,
  });
  if (entry === null) return ok(null);
  const reversals = await planLotReversals(tx, merchantId, entry.id);
  if (!reversals.ok)
    return err({ kind: "rejected", code: "insufficient_wallet_balance", ...reversals.error });
  return ok({ entry, reversals: reversals.value });
}

async function takeBackExcess(tx: Tx, ctx: Staff, excess: Excess, { reason, at }: Bounce): Promise<void> {
  const [posted] = await postReversals(tx, ctx, [excess.entry], { reason, at });
  invariant(posted !== undefined, "A reversal answers for its entry.");
  await reverseMovements(tx, ctx, excess.reversals, { entryId: posted.entryId, reason });
}

async function bounce(
  tx: Tx,
  ctx: Staff,
  received: ManualPaymentRow,
  reason: string,
): Promise<Result<{ manualPaymentId: string }>> {
  const { merchantId, id, amountMinor, currency } = received;
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, "An actor has a merchant.");
  const how: Bounce = { reason, at: ctx.clock.now(), timeZone: merchant.timeZone };
  const given = await findPaymentsByHand(tx, merchantId, id);
  const orderIds = given.map(({ orderId }) => orderId);
  const orders = await lockOrders(tx, merchantId, orderIds);
  const installments = await lockInstallments(tx, merchantId, orderIds);
  const excess = await findExcess(tx, received);
  if (!excess.ok) return excess;
  for (const order of orders) {
    const payment = given.find(({ orderId }) => orderId === order.id);
    invariant(payment !== undefined, "An order was locked because something was paid on it.");
    await takeBack(tx, ctx, order, { ...payment, installments }, how);
  }
  if (excess.value !== null) await takeBackExcess(tx, ctx, excess.value, how);
  const { loginId: byId, name: by } = ctx.actor;
  await updateManualBounce(tx, { merchantId, id, byId, by, at: how.at, reason });
  await recordAuditEvent(tx, ctx, {
    eventType: "manual_payment.bounced",
    command: "bounce-manual-payment",
    outcome: "succeeded",
    amount: money(amountMinor, currency),
    reason,
    idempotencyKey: `manual-payment:${id}:bounce`,
    changes: { manualPaymentId: id, orderIds, paymentIds: given.map(({ paymentId }) => paymentId) },
  });
  return ok({ manualPaymentId: id });
}

/**
 * Money that was verified went back: a check bounced, a transfer was recalled. Everything that it paid is owed again, by the same
 * installments and invoices; its entries are reversed. What was delivered for it stays delivered.
 */
export async function bounceManualPayment(
  ctx: Staff,
  command: { readonly manualPaymentId: string; readonly reason: string },
): Promise<Result<{ manualPaymentId: string }>> {
  const permitted = requirePermission(ctx.actor, "manual_payment.reject");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const { manualPaymentId } = command;
  const operation = {
    name: `manual-payment:${manualPaymentId}:bounce`,
    command: "bounce-manual-payment",
    input: {},
  };
  return inTransaction(async (tx) => {
    const received = await lockManualPayment(tx, ctx.actor.merchantId, manualPaymentId);
    if (received === null) return err({ kind: "not_found", code: "manual_payment_not_found" });
    if (received.state === "recorded" || received.state === "rejected")
      return err({ kind: "conflict", code: "manual_payment_not_verified" });
    return doOnce<{ manualPaymentId: string }>(tx, ctx, operation, {
      answerOf: () => ({ manualPaymentId }),
      run: () => bounce(tx, ctx, received, reason),
    });
  });
}
