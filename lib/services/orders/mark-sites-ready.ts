import { transitionOrder } from "@/lib/domain/orders/order-state";
import { err, ok, type Result } from "@/lib/domain/result";
import { touchOrders, updateOrderState } from "@/lib/db/orders";
import { lockSites } from "@/lib/db/sites";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { enqueueJob } from "@/lib/jobs/queue";
import type { ServiceContext } from "../context";
import { requirePermission } from "@/lib/domain/permissions";
import { lockOwnOrder } from "./lock-own-order";
import { recordOrderEvents } from "./record-order-events";

/**
 * Tells the customer that every site can be looked at. After one was sent back, the same act tells them that its new version
 * is there; the order is in sites_ready already then and stays in it.
 */
export async function markSitesReady(
  ctx: ServiceContext,
  command: { readonly orderId: string },
): Promise<Result<{ orderId: string }>> {
  const permitted = requirePermission(ctx.actor, "site.attach");
  if (!permitted.ok) return permitted;
  return inTransaction(async (tx) => {
    const found = await lockOwnOrder(tx, ctx, command.orderId);
    if (!found.ok) return found;
    const order = found.value;
    const sites = await lockSites(tx, order.merchantId, order.id);
    const isAgain = order.state === "sites_ready";
    const moved = isAgain ? ok(order.state) : transitionOrder(order.workflow, order.state, "sites_ready");
    if (!moved.ok) return moved;
    if (sites.some((site) => site.state !== "ready" && site.state !== "approved")) {
      return err({ kind: "rejected", code: "sites_incomplete" });
    }
    const at = ctx.clock.now();
    const { merchantId, id: orderId } = order;
    await (isAgain
      ? touchOrders(tx, merchantId, [orderId])
      : updateOrderState(tx, { merchantId, orderId, state: "sites_ready", at }));
    const [orderEventId = ""] = await recordOrderEvents(
      tx,
      ctx,
      { kind: "command", command: "mark-sites-ready" },
      [
        {
          orderId,
          kind: "sites_ready",
          fromState: isAgain ? null : order.state,
          toState: isAgain ? null : "sites_ready",
          details: { siteCount: sites.length },
          paymentId: null,
          occurredAt: at,
        },
      ],
    );
    await recordAuditEvent(tx, ctx, {
      eventType: "order.sites_ready",
      command: "mark-sites-ready",
      outcome: "succeeded",
      orderId,
      changes: { from: order.state, to: "sites_ready" },
    });
    await enqueueJob(tx, ctx, { job: "send-mail", payload: { kind: "sites_ready", orderId, orderEventId } });
    return ok({ orderId });
  });
}
