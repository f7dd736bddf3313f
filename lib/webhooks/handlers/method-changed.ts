import { findMerchantsOfMethod } from "@/lib/db/payment-methods";
import { inTransaction } from "@/lib/db/transaction";
import type { ClaimedWebhookEvent } from "@/lib/db/webhook-events";
import { refreshMethod } from "@/lib/services/payment-methods/refresh-method";
import { systemContext } from "../system-context";
import { type EventVerdict, threw } from "../verdict";

async function applyOne(event: ClaimedWebhookEvent): Promise<EventVerdict> {
  const { gateway, objectId: gatewayMethodId } = event;
  const [merchantId] = await inTransaction((tx) => findMerchantsOfMethod(tx, gateway, gatewayMethodId));
  if (merchantId === undefined) return { event, state: "ignored", reason: "card_not_kept" };
  const refreshed = await refreshMethod(systemContext(merchantId, event.traceId), {
    gateway,
    gatewayMethodId,
  });
  if (!refreshed.ok)
    return {
      event,
      state: "failed",
      reason: refreshed.error.code,
      isOutage: refreshed.error.kind === "unavailable",
      merchantId,
    };
  return { event, state: "applied", merchantId, effects: { gatewayMethodId } };
}

/** A kept card was detached or renewed at the gateway. */
export async function methodChanged(events: readonly ClaimedWebhookEvent[]): Promise<EventVerdict[]> {
  const verdicts: EventVerdict[] = [];
  for (const event of events)
    verdicts.push(await applyOne(event).catch((error: unknown) => threw(event, error)));
  return verdicts;
}
