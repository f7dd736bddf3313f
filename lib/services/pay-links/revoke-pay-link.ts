import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockPayLink, updatePayLinkRevoked } from "@/lib/db/pay-links";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";

/** Ends a link at once, for whoever has it open, too. A payment that is under way is not touched. Twice is once. */
export async function revokePayLink(
  ctx: ServiceContext,
  command: { readonly payLinkId: string; readonly reason: string },
): Promise<Result<{ isRevoked: boolean }>> {
  const permitted = requirePermission(ctx.actor, "pay_link.manage");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  return inTransaction(async (tx) => {
    const link = await lockPayLink(tx, ctx.actor.merchantId, command.payLinkId);
    if (link === null) return err({ kind: "not_found", code: "pay_link_not_found" });
    if (link.revokedAt !== null) return ok({ isRevoked: false });
    const at = ctx.clock.now();
    await updatePayLinkRevoked(tx, link, { at, by: ctx.actor.name, reason });
    await recordOrderEvents(tx, ctx, { kind: "command", command: "revoke-pay-link" }, [
      {
        orderId: link.orderId,
        kind: "pay_link_revoked",
        fromState: null,
        toState: null,
        details: { reason },
        paymentId: null,
        occurredAt: at,
      },
    ]);
    await recordAuditEvent(tx, ctx, {
      eventType: "pay_link.revoked",
      command: "revoke-pay-link",
      outcome: "succeeded",
      orderId: link.orderId,
      idempotencyKey: `pay-link:${link.id}:revoke`,
      reason,
      changes: { payLinkId: link.id },
    });
    return ok({ isRevoked: true });
  });
}
