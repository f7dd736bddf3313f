import { money } from "@/lib/domain/money/money";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import type { WalletHold } from "@/lib/domain/wallets/wallet-hold";
import { inTransaction } from "@/lib/db/transaction";
import { findActiveHold } from "@/lib/db/wallet-holds";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { voidPayment } from "../payments/void-payment";

export interface ReleaseHold {
  readonly holdId: string;
  readonly reason: string;
}

async function record(ctx: ServiceContext, hold: WalletHold, reason: string): Promise<void> {
  const { id: holdId, orderId, paymentId, customerId, amountMinor, currency } = hold;
  await inTransaction((tx) =>
    recordAuditEvent(tx, ctx, {
      eventType: "wallet.hold_released",
      command: "release-hold",
      outcome: "succeeded",
      orderId,
      ...(paymentId === null ? {} : { paymentId }),
      amount: money(amountMinor, currency),
      reason,
      changes: { customerId, holdId },
    }),
  );
}

/**
 * Staff give credit back that an open checkout holds, by giving up the card payment that it waits for: nothing else is safe,
 * because a card that still went through would find its credit gone. Where the buyer was faster, the money that came is applied
 * and the credit is spent; that is told as a conflict.
 */
export async function releaseHold(
  ctx: ServiceContext,
  command: ReleaseHold,
): Promise<Result<{ readonly holdId: string }>> {
  const permitted = requirePermission(ctx.actor, "order.cancel");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const { merchantId } = ctx.actor;
  const hold = await inTransaction((tx) => findActiveHold(tx, merchantId, command.holdId));
  if (hold === null || hold.paymentId === null)
    return err({ kind: "not_found", code: "wallet_hold_not_found" });
  const voided = await voidPayment(ctx, { paymentId: hold.paymentId });
  if (!voided.ok) return voided;
  if (voided.value.state !== "canceled") return err({ kind: "conflict", code: "payment_already_completed" });
  await record(ctx, hold, reason);
  return ok({ holdId: hold.id });
}
