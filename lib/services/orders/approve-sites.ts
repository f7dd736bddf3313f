import { invariant } from "@/lib/domain/invariant";
import type { Order, OrderEventDraft, Site } from "@/lib/domain/orders/order";
import { type OrderState, transitionOrder } from "@/lib/domain/orders/order-state";
import { err, ok, type Result } from "@/lib/domain/result";
import { touchOrders } from "@/lib/db/orders";
import { approveSiteRows, lockSites } from "@/lib/db/sites";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { requirePermission } from "@/lib/domain/permissions";
import { lockOwnOrder } from "./lock-own-order";
import { makePayable } from "./make-payable";
import { recordOrderEvents } from "./record-order-events";

export interface ApproveSites {
  readonly orderId: string;
  readonly siteIds: readonly string[];
  /** When the page with the sites was made: what was attached since then, the customer has not seen. */
  readonly lookedAt: Date;
}

function approvalEvent(order: Order, site: Site, at: Date): OrderEventDraft {
  return {
    orderId: order.id,
    kind: "site_approved",
    fromState: null,
    toState: null,
    details: { position: site.position },
    paymentId: null,
    occurredAt: at,
  };
}

async function approve(
  tx: Tx,
  ctx: ServiceContext,
  order: Order,
  approval: { fresh: readonly Site[]; isLast: boolean; loginId: string },
): Promise<OrderState> {
  const { fresh, isLast, loginId } = approval;
  const at = ctx.clock.now();
  const siteIds = fresh.map((site) => site.id);
  await approveSiteRows(tx, { merchantId: order.merchantId, siteIds, loginId, at });
  const events = fresh.map((site) => approvalEvent(order, site, at));
  if (isLast) events.push(...(await makePayable(tx, ctx, { order, approvedBy: loginId, at })));
  else await touchOrders(tx, order.merchantId, [order.id]);
  await recordOrderEvents(tx, ctx, { kind: "command", command: "approve-sites" }, events);
  const to = isLast ? "payment_pending" : order.state;
  await recordAuditEvent(tx, ctx, {
    eventType: "sites.approved",
    command: "approve-sites",
    outcome: "succeeded",
    orderId: order.id,
    changes: { siteIds, from: order.state, to },
  });
  return to;
}

/**
 * The customer approves sites. Approving the last one makes the order payable in the same transaction.
 * Approving a site again changes nothing.
 */
export async function approveSites(
  ctx: ServiceContext,
  command: ApproveSites,
): Promise<Result<{ orderState: OrderState }>> {
  const permitted = requirePermission(ctx.actor, "site.approve");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  invariant(actor.kind === "customer", "Only a customer approves sites.");
  return inTransaction(async (tx) => {
    const found = await lockOwnOrder(tx, ctx, command.orderId);
    if (!found.ok) return found;
    const order = found.value;
    const sites = await lockSites(tx, order.merchantId, order.id);
    const chosen = sites.filter((site) => command.siteIds.includes(site.id));
    if (chosen.length === 0 || chosen.length !== new Set(command.siteIds).size) {
      return err({ kind: "not_found", code: "site_not_found" });
    }
    const fresh = chosen.filter((site) => site.state !== "approved");
    if (fresh.length === 0) return ok({ orderState: order.state });
    const isAllowed = transitionOrder(order.workflow, order.state, "payment_pending");
    if (!isAllowed.ok) return isAllowed;
    if (fresh.some((site) => site.state !== "ready"))
      return err({ kind: "conflict", code: "site_not_ready" });
    if (fresh.some((site) => site.attachedAt !== null && site.attachedAt > command.lookedAt))
      return err({ kind: "conflict", code: "site_changed" });
    const isLast = sites.every((site) => site.state === "approved" || fresh.includes(site));
    return ok({ orderState: await approve(tx, ctx, order, { fresh, isLast, loginId: actor.loginId }) });
  });
}
