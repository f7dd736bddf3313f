import { invariant } from "@/lib/domain/invariant";
import { err, ok, type Result } from "@/lib/domain/result";
import { findPaymentMethod, lockCustomer, updateDefaultMethod } from "@/lib/db/payment-methods";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { requirePermission } from "@/lib/domain/permissions";

/** Makes one of the customer's cards the one that is offered first. */
export async function setDefaultMethod(
  ctx: ServiceContext,
  command: { readonly methodId: string },
): Promise<Result<{ methodId: string }>> {
  const permitted = requirePermission(ctx.actor, "payment_method.manage");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  invariant(actor.kind === "customer", "Only a customer has cards.");
  return inTransaction(async (tx) => {
    await lockCustomer(tx, actor.merchantId, actor.customerId);
    const method = await findPaymentMethod(tx, actor.merchantId, command.methodId);
    if (method === null || method.customerId !== actor.customerId || method.isRemoved) {
      return err({ kind: "not_found", code: "payment_method_not_found" });
    }
    if (method.isDefault) return ok({ methodId: method.id });
    await updateDefaultMethod(tx, actor.merchantId, actor.customerId, method.id);
    await recordAuditEvent(tx, ctx, {
      eventType: "payment_method.made_default",
      command: "set-default-method",
      outcome: "succeeded",
      changes: { methodId: method.id },
    });
    return ok({ methodId: method.id });
  });
}
