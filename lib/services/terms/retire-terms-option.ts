import { err, ok, type Result } from "@/lib/domain/result";
import { requirePermission } from "@/lib/domain/permissions";
import { modelOf, termsJson } from "@/lib/domain/terms/payment-terms";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockTermsOptions, retireTermsOption as retire } from "@/lib/db/terms";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

/** Offers terms no more. Orders that were placed on them keep them. Doing it twice changes nothing. */
export async function retireTermsOption(
  ctx: ServiceContext,
  command: { readonly optionId: string; readonly reason: string },
): Promise<Result<{ optionId: string }>> {
  const permitted = requirePermission(ctx.actor, "terms.change");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const { merchantId } = ctx.actor;
  const { optionId } = command;
  return inTransaction(async (tx) => {
    const option = (await lockTermsOptions(tx, merchantId)).find(({ id }) => id === optionId);
    if (option === undefined) return ok({ optionId });
    await retire(tx, merchantId, optionId);
    await recordAuditEvent(tx, ctx, {
      eventType: "terms.option_retired",
      command: "retire-terms-option",
      outcome: "succeeded",
      reason,
      changes: { optionId, name: modelOf(option.terms).name, terms: termsJson(option.terms) },
    });
    return ok({ optionId });
  });
}
