import { type AuditFacts, auditRow } from "@/lib/audit/record-audit-event";
import { type AuditRow, insertAuditEvents } from "@/lib/db/audit";
import type { Tx } from "@/lib/db/transaction";
import type { ClaimedWebhookEvent, WebhookEventResult } from "@/lib/db/webhook-events";
import { isId } from "@/lib/platform/ids";
import type { Clock } from "@/lib/platform/clock";

/** An event that was tried, and what became of it. */
export interface TriedWebhookEvent {
  readonly event: ClaimedWebhookEvent;
  readonly result: WebhookEventResult;
}

const OUTCOMES = {
  applied: "succeeded",
  ignored: "succeeded",
  parked: "refused",
  failed: "failed",
  dead: "failed",
} as const satisfies Record<WebhookEventResult["state"], AuditFacts["outcome"]>;

function idAt(result: WebhookEventResult["result"], name: string): string | null {
  const value = result[name];
  return typeof value === "string" && isId(value) ? value : null;
}

function textAt(result: WebhookEventResult["result"], name: string): string | null {
  const value = result[name];
  return typeof value === "string" ? value : null;
}

/** That it came, unless that is on record since an earlier try, and what became of it. */
function recordsOf({ event, result: { state, result } }: TriedWebhookEvent): AuditFacts[] {
  const paymentId = idAt(result, "paymentId");
  const orderId = idAt(result, "orderId");
  const reason = textAt(result, "reason");
  const changes = {
    gateway: event.gateway,
    event: event.externalId,
    type: event.type,
    objectId: event.objectId,
  };
  const about = {
    traceId: event.traceId,
    ...(paymentId === null ? {} : { paymentId }),
    ...(orderId === null ? {} : { orderId }),
    ...(event.gatewayPaymentId === null ? {} : { gatewayPaymentId: event.gatewayPaymentId }),
  };
  const received: AuditFacts = {
    ...about,
    eventType: "webhook.received",
    command: "receive-webhook",
    outcome: "succeeded",
    at: event.receivedAt,
    changes,
  };
  const tried: AuditFacts = {
    ...about,
    eventType: `webhook.${state}`,
    command: "apply-webhook",
    outcome: OUTCOMES[state],
    ...(reason === null ? {} : { reason }),
    changes: { ...changes, attempt: event.attemptCount, receivedAt: event.receivedAt.toISOString() },
  };
  return event.isFresh ? [received, tried] : [tried];
}

/**
 * Puts on record that events came and what became of them, in the transaction that finishes them and as one set. An event of
 * no merchant is nobody's: the inbox has it.
 */
export async function recordWebhookResults(
  tx: Tx,
  clock: Clock,
  tried: readonly TriedWebhookEvent[],
): Promise<void> {
  const rows = tried.flatMap((one): AuditRow[] => {
    const merchantId = one.result.merchant_id ?? one.event.merchantId;
    if (merchantId === null) return [];
    const { traceId } = one.event;
    const actor = { kind: "system", merchantId, name: "Stripe" } as const;
    return recordsOf(one).map((facts) => auditRow({ actor, traceId, ipAddress: null, clock }, facts));
  });
  await insertAuditEvents(tx, rows);
}
