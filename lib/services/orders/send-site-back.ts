import { err, ok, type Result } from "@/lib/domain/result";
import { touchOrders } from "@/lib/db/orders";
import { sendBackSiteRow } from "@/lib/db/sites";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { requirePermission } from "@/lib/domain/permissions";
import { lockSiteWithOrder } from "./lock-site-with-order";
import { recordOrderEvents } from "./record-order-events";

const COMMENT_LENGTH_MAX = 2_000;

/** The customer asks for a site to be changed, saying what. The order waits in sites_ready for its new version. */
export async function sendSiteBack(
  ctx: ServiceContext,
  command: { readonly siteId: string; readonly comment: string },
): Promise<Result<{ orderId: string }>> {
  const permitted = requirePermission(ctx.actor, "site.approve");
  if (!permitted.ok) return permitted;
  const comment = command.comment.trim();
  if (comment === "") return err({ kind: "invalid", code: "invalid_input", fields: { comment: "required" } });
  if (comment.length > COMMENT_LENGTH_MAX)
    return err({ kind: "invalid", code: "invalid_input", fields: { comment: "too_long" } });
  return inTransaction(async (tx) => {
    const found = await lockSiteWithOrder(tx, ctx, command.siteId);
    if (!found.ok) return found;
    const { order, site } = found.value;
    if (order.state !== "sites_ready" || site.state !== "ready")
      return err({ kind: "conflict", code: "site_not_ready" });
    const at = ctx.clock.now();
    const { merchantId, id: orderId } = order;
    await sendBackSiteRow(tx, { merchantId, siteId: site.id, comment });
    await touchOrders(tx, merchantId, [orderId]);
    await recordOrderEvents(tx, ctx, { kind: "command", command: "send-site-back" }, [
      {
        orderId,
        kind: "site_sent_back",
        fromState: null,
        toState: null,
        details: { position: site.position, comment },
        paymentId: null,
        occurredAt: at,
      },
    ]);
    await recordAuditEvent(tx, ctx, {
      eventType: "site.sent_back",
      command: "send-site-back",
      outcome: "succeeded",
      orderId,
      reason: comment,
      changes: { siteId: site.id, from: "ready", to: "changes_requested" },
    });
    return ok({ orderId });
  });
}
