import { invariant } from "@/lib/domain/invariant";
import { addressLines, taxIdOf } from "@/lib/domain/people/billing-details";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockSellerDetails, updateSellerDetails } from "@/lib/db/merchants";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

export interface ChangeSellerDetails {
  /** As on an envelope, line by line. */
  readonly address: string;
  /** Empty where the seller has none. */
  readonly taxId: string;
  readonly reason: string;
}

/**
 * Changes what documents say of the seller: the address and the tax number, with a reason. It holds for what is issued from then
 * on. The same details again change nothing and leave no record.
 */
export async function changeSellerDetails(
  ctx: ServiceContext,
  command: ChangeSellerDetails,
): Promise<Result<{ isChanged: boolean }>> {
  const permitted = requirePermission(ctx.actor, "tax.change");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const address = addressLines(command.address);
  const taxId = taxIdOf(command.taxId);
  if (!address.ok || !taxId.ok) {
    const fields = {
      ...(address.ok ? {} : { address: address.error }),
      ...(taxId.ok ? {} : { taxId: taxId.error }),
    };
    return err({ kind: "invalid", code: "invalid_input", fields });
  }
  const { merchantId } = ctx.actor;
  const after = { addressLines: address.value, taxId: taxId.value };
  return inTransaction(async (tx) => {
    const before = await lockSellerDetails(tx, merchantId);
    invariant(before !== null, "An actor has a merchant.");
    if (JSON.stringify(before) === JSON.stringify(after)) return ok({ isChanged: false });
    await updateSellerDetails(tx, merchantId, after);
    await recordAuditEvent(tx, ctx, {
      eventType: "merchant.seller_details_changed",
      command: "change-seller-details",
      outcome: "succeeded",
      reason,
      changes: { before, after },
    });
    return ok({ isChanged: true });
  });
}
