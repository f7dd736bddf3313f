import { err, ok, type Result } from "@/lib/domain/result";
import { touchOrders } from "@/lib/db/orders";
import { attachSiteRow } from "@/lib/db/sites";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { requirePermission } from "../permissions";
import { lockSiteWithOrder } from "./lock-site-with-order";
import { recordOrderEvents } from "./record-order-events";

export interface AttachSite {
  readonly siteId: string;
  /** Where the finished placement can be seen: http or https. */
  readonly url: string;
  readonly note: string | null;
}

const URL_LENGTH_MAX = 2_000;
const NOTE_LENGTH_MAX = 2_000;

function refuseFields(command: AttachSite): Readonly<Record<string, string>> | null {
  const isWeb = URL.canParse(command.url) && /^https?:$/.test(new URL(command.url).protocol);
  if (!isWeb || command.url.length > URL_LENGTH_MAX) return { url: "url_malformed" };
  return (command.note?.length ?? 0) > NOTE_LENGTH_MAX ? { note: "too_long" } : null;
}

/** Staff show a finished site, or its new version after it was sent back. Possible until the site is approved. */
export async function attachSite(
  ctx: ServiceContext,
  command: AttachSite,
): Promise<Result<{ orderId: string }>> {
  const permitted = requirePermission(ctx.actor, "site.attach");
  if (!permitted.ok) return permitted;
  const fields = refuseFields(command);
  if (fields !== null) return err({ kind: "invalid", code: "invalid_input", fields });
  return inTransaction(async (tx) => {
    const found = await lockSiteWithOrder(tx, ctx, command.siteId);
    if (!found.ok) return found;
    const { order, site } = found.value;
    if (site.state === "approved") return err({ kind: "conflict", code: "site_already_approved" });
    if (order.state !== "confirmed" && order.state !== "sites_ready") {
      return err({ kind: "conflict", code: "order_state_refused", from: order.state, to: "sites_ready" });
    }
    const at = ctx.clock.now();
    const { merchantId, id: orderId } = order;
    await attachSiteRow(tx, { merchantId, siteId: site.id, url: command.url, note: command.note, at });
    await touchOrders(tx, merchantId, [orderId]);
    await recordOrderEvents(tx, ctx, { kind: "command", command: "attach-site" }, [
      {
        orderId,
        kind: "site_attached",
        fromState: null,
        toState: null,
        details: {
          position: site.position,
          url: command.url,
          isRevision: site.state === "changes_requested",
        },
        paymentId: null,
        occurredAt: at,
      },
    ]);
    await recordAuditEvent(tx, ctx, {
      eventType: "site.attached",
      command: "attach-site",
      outcome: "succeeded",
      orderId,
      changes: { siteId: site.id, from: site.state, to: "ready", url: command.url },
    });
    return ok({ orderId });
  });
}
