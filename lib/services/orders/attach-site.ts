import { err, ok, type Result } from "@/lib/domain/result";
import { touchOrders } from "@/lib/db/orders";
import { attachSiteRow } from "@/lib/db/sites";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { requirePermission } from "@/lib/domain/permissions";
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

/** The address as browsers read and write it, such as https://example.com/ for "HTTPS:example.com"; null for no web address. */
function webAddress(text: string): string | null {
  if (text.length > URL_LENGTH_MAX || !URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) && href.length <= URL_LENGTH_MAX ? href : null;
}

function invalid(fields: Readonly<Record<string, string>>) {
  return err({ kind: "invalid", code: "invalid_input", fields } as const);
}

/** Staff show a finished site, or its new version after it was sent back. Possible until the site is approved. */
export async function attachSite(
  ctx: ServiceContext,
  command: AttachSite,
): Promise<Result<{ orderId: string }>> {
  const permitted = requirePermission(ctx.actor, "site.attach");
  if (!permitted.ok) return permitted;
  const url = webAddress(command.url);
  if (url === null) return invalid({ url: "url_malformed" });
  if ((command.note?.length ?? 0) > NOTE_LENGTH_MAX) return invalid({ note: "too_long" });
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
    await attachSiteRow(tx, { merchantId, siteId: site.id, url, note: command.note, at });
    await touchOrders(tx, merchantId, [orderId]);
    await recordOrderEvents(tx, ctx, { kind: "command", command: "attach-site" }, [
      {
        orderId,
        kind: "site_attached",
        fromState: null,
        toState: null,
        details: {
          position: site.position,
          url,
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
      changes: { siteId: site.id, from: site.state, to: "ready", url },
    });
    return ok({ orderId });
  });
}
