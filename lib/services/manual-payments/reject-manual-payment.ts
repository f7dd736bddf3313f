import type { StaffActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import {
  findManualParts,
  lockManualPayment,
  type ManualPaymentRow,
  updateManualDecision,
} from "@/lib/db/manual-payments";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";

/** The order's timeline and the audit log say why. */
async function recordRejection(
  tx: Tx,
  ctx: ServiceContext<StaffActor>,
  received: ManualPaymentRow,
  { reason, at }: { readonly reason: string; readonly at: Date },
): Promise<void> {
  const { merchantId, id } = received;
  const parts = await findManualParts(tx, merchantId, id);
  await recordOrderEvents(
    tx,
    ctx,
    { kind: "command", command: "reject-manual-payment" },
    parts.map(({ orderId, amountMinor }) => ({
      orderId,
      kind: "manual_payment_rejected" as const,
      fromState: null,
      toState: null,
      details: { amountMinor: String(amountMinor), currency: received.currency, reason },
      paymentId: null,
      occurredAt: at,
    })),
  );
  await recordAuditEvent(tx, ctx, {
    eventType: "manual_payment.rejected",
    command: "reject-manual-payment",
    outcome: "succeeded",
    amount: money(received.amountMinor, received.currency),
    idempotencyKey: `manual-payment:${id}:reject`,
    reason,
    changes: { manualPaymentId: id },
  });
}

/** The money is not there, or not what was written down: it pays nothing. Whoever recorded it may take it back themselves. */
export async function rejectManualPayment(
  ctx: ServiceContext<StaffActor>,
  command: { readonly manualPaymentId: string; readonly reason: string },
): Promise<Result<{ isRejected: boolean }>> {
  const permitted = requirePermission(ctx.actor, "manual_payment.reject");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const { merchantId, loginId, name } = ctx.actor;
  return inTransaction(async (tx) => {
    const received = await lockManualPayment(tx, merchantId, command.manualPaymentId);
    if (received === null) return err({ kind: "not_found", code: "manual_payment_not_found" });
    if (received.state === "rejected") return ok({ isRejected: false });
    if (received.state !== "recorded")
      return err({ kind: "conflict", code: "manual_payment_already_decided" });
    const at = ctx.clock.now();
    const { id } = received;
    await updateManualDecision(tx, {
      merchantId,
      id,
      state: "rejected",
      byId: loginId,
      by: name,
      at,
      reason,
      excessMinor: 0n,
    });
    await recordRejection(tx, ctx, received, { reason, at });
    return ok({ isRejected: true });
  });
}
