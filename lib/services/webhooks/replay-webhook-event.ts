import { err, ok, type Result } from "@/lib/domain/result";
import { requeueWebhookEvent } from "@/lib/db/webhook-events";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { requirePermission } from "@/lib/domain/permissions";

/** Puts an event that failed, died or was parked back into the inbox. Applying it again is harmless. */
export async function replayWebhookEvent(
  ctx: ServiceContext,
  command: { readonly eventId: string },
): Promise<Result<{ eventId: string }>> {
  const permitted = requirePermission(ctx.actor, "webhook.replay");
  if (!permitted.ok) return permitted;
  return inTransaction(async (tx) => {
    const requeued = await requeueWebhookEvent(tx, ctx.actor.merchantId, command.eventId);
    if (requeued === "not_found") return err({ kind: "not_found", code: "webhook_event_not_found" });
    if (requeued === "not_replayable") return err({ kind: "conflict", code: "webhook_event_not_replayable" });
    await recordAuditEvent(tx, ctx, {
      eventType: "webhook_event.replayed",
      command: "replay-webhook-event",
      outcome: "succeeded",
      changes: { webhookEventId: command.eventId },
    });
    return ok({ eventId: command.eventId });
  });
}
