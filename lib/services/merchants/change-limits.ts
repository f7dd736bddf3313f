import { invariant } from "@/lib/domain/invariant";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockPaymentLimits, type PaymentLimits, updatePaymentLimits } from "@/lib/db/merchants";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

export interface ChangeLimits extends PaymentLimits {
  readonly reason: string;
}

const texts = ({ minMinor, maxMinor }: PaymentLimits) => ({
  minMinor: String(minMinor),
  maxMinor: String(maxMinor),
});

/**
 * Changes the least and the most that one order may come to. It holds for orders placed from then on; what is placed stays
 * payable. The same limits again change nothing and leave no record.
 */
export async function changeLimits(
  ctx: ServiceContext,
  command: ChangeLimits,
): Promise<Result<{ isChanged: boolean }>> {
  const permitted = requirePermission(ctx.actor, "limits.change");
  if (!permitted.ok) return permitted;
  const { minMinor, maxMinor } = command;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  if (minMinor < 1n || minMinor > maxMinor) return err({ kind: "rejected", code: "limits_contradict" });
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    const before = await lockPaymentLimits(tx, merchantId);
    invariant(before !== null, "An actor has a merchant.");
    if (before.minMinor === minMinor && before.maxMinor === maxMinor) return ok({ isChanged: false });
    await updatePaymentLimits(tx, merchantId, { minMinor, maxMinor });
    await recordAuditEvent(tx, ctx, {
      eventType: "merchant.limits_changed",
      command: "change-limits",
      outcome: "succeeded",
      reason,
      changes: { before: texts(before), after: texts({ minMinor, maxMinor }) },
    });
    return ok({ isChanged: true });
  });
}
