import { actorLoginId } from "@/lib/domain/actor";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { changeTax, type TaxChange, taxText } from "@/lib/domain/tax/change-tax";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { insertTaxSettings, lockTaxSettings } from "@/lib/db/tax-settings";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

export interface ChangeTaxSettings {
  /** The version that the page showed: what somebody else changed meanwhile is not overwritten. */
  readonly baseVersion: number;
  readonly change: TaxChange;
  readonly reason: string;
}

/**
 * Changes how a merchant's sales are taxed, as a new version, with a reason. It holds for orders placed from then on; an order
 * that was placed keeps its tax. The same settings again make no version and leave no record.
 */
export async function changeTaxSettings(
  ctx: ServiceContext,
  command: ChangeTaxSettings,
): Promise<Result<{ version: number }>> {
  const permitted = requirePermission(ctx.actor, "tax.change");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    const before = await lockTaxSettings(tx, merchantId);
    if (before.version !== command.baseVersion) return err({ kind: "conflict", code: "page_outdated" });
    const changed = changeTax(before, command.change);
    if (!changed.ok) return changed;
    const [from, to] = [taxText(before), taxText(changed.value)];
    if (JSON.stringify(from) === JSON.stringify(to)) return ok({ version: before.version });
    const version = before.version + 1;
    await insertTaxSettings(tx, {
      merchantId,
      settings: { ...changed.value, version },
      reason,
      actorId: actorLoginId(ctx.actor),
      actorName: ctx.actor.name,
      createdAt: ctx.clock.now(),
    });
    await recordAuditEvent(tx, ctx, {
      eventType: "merchant.tax_settings_changed",
      command: "change-tax-settings",
      outcome: "succeeded",
      reason,
      changes: { before: from, after: to, version },
    });
    return ok({ version });
  });
}
