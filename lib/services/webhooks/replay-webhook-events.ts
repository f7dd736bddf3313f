import { requirePermission } from "@/lib/domain/permissions";
import { ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { inTransaction } from "@/lib/db/transaction";
import { type ReplayableState, requeueWebhookEvents } from "@/lib/db/webhook-events";
import type { ServiceContext } from "../context";

/** More than this many wait for another press of the button. */
const EVENTS_MAX = 1_000;

/**
 * Puts all of the merchant's events in a state back into the inbox, the oldest first, and where somebody else's are nobody's,
 * those too for the platform's administrators. Applying them again is harmless.
 */
export async function replayWebhookEvents(
  ctx: ServiceContext,
  command: { readonly state: ReplayableState; readonly type: string | null },
): Promise<Result<{ eventCount: number }>> {
  const permitted = requirePermission(ctx.actor, "webhook.replay");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  return inTransaction(async (tx) => {
    const eventCount = await requeueWebhookEvents(tx, {
      merchantId: actor.merchantId,
      seesInstallation: actor.kind === "staff" && actor.role === "platform_admin",
      ...command,
      limit: EVENTS_MAX,
    });
    await recordAuditEvent(tx, ctx, {
      eventType: "webhook_events.replayed",
      command: "replay-webhook-events",
      outcome: "succeeded",
      changes: { ...command, eventCount },
    });
    return ok({ eventCount });
  });
}
