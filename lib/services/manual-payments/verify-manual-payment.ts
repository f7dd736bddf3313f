import type { StaffActor } from "@/lib/domain/actor";
import { invariant } from "@/lib/domain/invariant";
import { excessCredited, manualPaymentReceived } from "@/lib/domain/ledger/manual-entries";
import type { ManualMethod, ManualPart } from "@/lib/domain/manual-payments/manual-payment";
import { money } from "@/lib/domain/money/money";
import { claimedMinor, type SettlementSituation } from "@/lib/domain/payments/settle-installment";
import { dueInstallments } from "@/lib/domain/payments/due-installments";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { LOT_POLICIES } from "@/lib/domain/wallets/expiry-policy";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import {
  findManualParts,
  lockManualPayment,
  type ManualPaymentRow,
  updateManualDecision,
  updatePartApplied,
} from "@/lib/db/manual-payments";
import { lockInstallments } from "@/lib/db/installments";
import { findLines, lockOrder, lockOrders } from "@/lib/db/orders";
import { lockLivePayments } from "@/lib/db/payments";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueueJobs } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { postEntries } from "../ledger/post-entries";
import { doOnce } from "../operations/do-once";
import { completePayment } from "../payments/complete-payment";
import { grantLots } from "../wallets/grant-lots";

const METHOD_WORDS = {
  bank_transfer: "bank transfer",
  check: "check",
  cash: "cash",
} as const satisfies Record<ManualMethod, string>;

type Staff = ServiceContext<StaffActor>;

/** What an order is at this moment, with the part of it that would be paid first; null when nothing of it can be. */
async function situationOf(tx: Tx, merchantId: string, orderId: string): Promise<SettlementSituation | null> {
  const order = await lockOrder(tx, merchantId, orderId);
  invariant(order !== null, "A part names an order.");
  const installments = await lockInstallments(tx, merchantId, [orderId]);
  const [installment] = dueInstallments(order, installments, "next");
  if (installment === undefined) return null;
  return { order, installment, installments, lines: await findLines(tx, merchantId, [orderId]) };
}

/** Pays of an order what it owes, the next installment first, with at most the part that is meant for it. */
async function applyPart(
  tx: Tx,
  ctx: Staff,
  received: ManualPaymentRow,
  part: ManualPart,
): Promise<{ appliedMinor: bigint; paymentId: string | null }> {
  const { merchantId, method, customerId, currency } = received;
  const { orderId } = part;
  const situation = await situationOf(tx, merchantId, orderId);
  const claimed = situation === null ? 0n : claimedMinor(situation);
  if (situation === null || claimed <= 0n) return { appliedMinor: 0n, paymentId: null };
  const amountMinor = claimed < part.amountMinor ? claimed : part.amountMinor;
  const paymentId = newId();
  const occurredAt = ctx.clock.now();
  const purpose = situation.installment.purpose;
  const amount = money(amountMinor, currency);
  const words = METHOD_WORDS[method];
  await completePayment(tx, ctx, {
    situation,
    payment: { id: paymentId, tender: method, gateway: "manual", purpose, amountMinor, occurredAt },
    entries: [manualPaymentReceived({ orderId, paymentId, customerId, amount, method: words, occurredAt })],
    cause: { kind: "command", command: "verify-manual-payment" },
    command: "verify-manual-payment",
    idempotencyKey: `manual-payment:${received.id}:verify`,
  });
  return { appliedMinor: amountMinor, paymentId };
}

/** What no order could take becomes credit that the customer paid for. */
async function creditExcess(
  tx: Tx,
  ctx: Staff,
  received: ManualPaymentRow,
  excessMinor: bigint,
): Promise<void> {
  if (excessMinor === 0n) return;
  const { id, customerId, currency, method } = received;
  const entry = excessCredited({
    manualPaymentId: id,
    customerId,
    amount: money(excessMinor, currency),
    method: METHOD_WORDS[method],
    occurredAt: ctx.clock.now(),
  });
  const [posted] = await postEntries(tx, ctx, [entry]);
  invariant(posted !== undefined, "An entry was posted.");
  const { priority, isRefundable } = LOT_POLICIES.top_up;
  await grantLots(tx, ctx, [
    {
      customerId,
      currency,
      kind: "top_up",
      amountMinor: excessMinor,
      priority,
      expiresOn: null,
      restrictions: {},
      isRefundable,
      originKind: "manual_payment",
      originId: id,
      facts: { entryId: posted.entryId, reason: "Paid in excess" },
    },
  ]);
}

async function verify(tx: Tx, ctx: Staff, received: ManualPaymentRow): Promise<{ excessMinor: string }> {
  const { merchantId, id, amountMinor, currency } = received;
  const parts = await findManualParts(tx, merchantId, id);
  // All of them before any: orders are locked in one order.
  await lockOrders(
    tx,
    merchantId,
    parts.map((part) => part.orderId),
  );
  let appliedMinor = 0n;
  for (const part of parts) {
    const applied = await applyPart(tx, ctx, received, part);
    await updatePartApplied(tx, {
      merchantId,
      manualPaymentId: id,
      orderId: part.orderId,
      ...applied,
    });
    appliedMinor += applied.appliedMinor;
    // A card payment over what was due before would take it a second time.
    const open = applied.appliedMinor > 0n ? await lockLivePayments(tx, merchantId, part.orderId) : [];
    await enqueueJobs(
      tx,
      ctx,
      open.map((payment) => ({ job: "void-payment" as const, payload: { paymentId: payment.id } })),
    );
  }
  const excessMinor = amountMinor - appliedMinor;
  await creditExcess(tx, ctx, received, excessMinor);
  await updateManualDecision(tx, {
    merchantId,
    id,
    state: "verified",
    byId: ctx.actor.loginId,
    by: ctx.actor.name,
    at: ctx.clock.now(),
    reason: "",
    excessMinor,
  });
  await recordAuditEvent(tx, ctx, {
    eventType: "manual_payment.verified",
    command: "verify-manual-payment",
    outcome: "succeeded",
    amount: money(amountMinor, currency),
    idempotencyKey: `manual-payment:${id}:verify`,
    changes: { manualPaymentId: id, appliedMinor: String(appliedMinor), excessMinor: String(excessMinor) },
  });
  return { excessMinor: String(excessMinor) };
}

/**
 * A second person confirms that the money is there. From then on it pays what its orders owe, to the cent: what is short stays
 * due, what is over is credit in the customer's wallet. Whoever recorded it cannot. However often and by how many it is
 * verified, it pays once.
 */
export async function verifyManualPayment(
  ctx: Staff,
  command: { readonly manualPaymentId: string },
): Promise<Result<{ excessMinor: string }>> {
  const permitted = requirePermission(ctx.actor, "manual_payment.verify");
  if (!permitted.ok) return permitted;
  return inTransaction(async (tx) => {
    const received = await lockManualPayment(tx, ctx.actor.merchantId, command.manualPaymentId);
    if (received === null) return err({ kind: "not_found", code: "manual_payment_not_found" });
    if (received.recordedById === ctx.actor.loginId)
      return err({ kind: "rejected", code: "needs_another_person" });
    if (received.state === "rejected")
      return err({ kind: "conflict", code: "manual_payment_already_decided" });
    const operation = {
      name: `manual-payment:${received.id}:verify`,
      command: "verify-manual-payment",
      input: {},
    };
    return doOnce<{ excessMinor: string }>(tx, ctx, operation, {
      answerOf: (stored) => ({ excessMinor: stored["excessMinor"] ?? "0" }),
      run: async () => ok(await verify(tx, ctx, received)),
    });
  });
}
