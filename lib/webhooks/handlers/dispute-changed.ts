import type { GatewayDispute } from "@/lib/domain/disputes/dispute";
import { groupBy } from "@/lib/domain/group-by";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { ClaimedWebhookEvent } from "@/lib/db/webhook-events";
import { isId } from "@/lib/platform/ids";
import { applyDispute } from "@/lib/services/disputes/apply-dispute";
import { recordedGateway } from "@/lib/services/gateway-calls/recorded-gateway";
import { applyGatewayResults } from "@/lib/services/payments/apply-gateway-results";
import { readingContext, systemContext } from "../system-context";
import { type EventVerdict, threw } from "../verdict";

type NotRead = Exclude<GatewayOutcome<never>, { outcome: "succeeded" | "pending" }>;
type Read =
  { readonly dispute: GatewayDispute; readonly payment: GatewayPayment } | { readonly not: NotRead };

const NO_PAYMENT = {
  outcome: "not_sent",
  code: "resource_missing",
  message: "It names no payment.",
} as const;

/** The dispute as it is now, and the payment that it is about: whose it is, only the payment says. */
async function read(event: ClaimedWebhookEvent): Promise<Read> {
  const gateway = recordedGateway(readingContext(event), event.gateway);
  const asked = await gateway.retrieveDispute(event.objectId);
  if (asked.outcome !== "succeeded" && asked.outcome !== "pending") return { not: asked };
  const dispute = asked.value;
  if (dispute.gatewayPaymentId === null) return { not: NO_PAYMENT };
  const found = await gateway.retrievePayment(dispute.gatewayPaymentId);
  if (found.outcome !== "succeeded" && found.outcome !== "pending") return { not: found };
  return { dispute, payment: found.value };
}

function notRead(event: ClaimedWebhookEvent, not: NotRead): EventVerdict {
  const reason = not.outcome === "declined" ? not.decline.failureCode : not.code;
  if (reason === "resource_missing") return { event, state: "parked", reason };
  return { event, state: "failed", reason, isOutage: true };
}

/** Whose the payment is by its own word. Other applications on the same account may use the same words for ids of their own. */
function oursOf({ merchantId, paymentId }: GatewayPayment): { merchantId: string; paymentId: string } | null {
  if (merchantId === null || paymentId === null) return null;
  return isId(merchantId) && isId(paymentId) ? { merchantId, paymentId } : null;
}

/** One dispute, however many events speak of it. The payment's own news is applied first: a dispute may overtake it. */
async function apply(
  events: readonly ClaimedWebhookEvent[],
  first: ClaimedWebhookEvent,
): Promise<EventVerdict[]> {
  const found = await read(first);
  if ("not" in found) return events.map((event) => notRead(event, found.not));
  const ours = oursOf(found.payment);
  const foreign = events.map((event): EventVerdict => ({ event, state: "parked", reason: "foreign_object" }));
  if (ours === null) return foreign;
  const { merchantId, paymentId } = ours;
  const ctx = systemContext(merchantId, first.traceId);
  const cause = {
    kind: "webhook",
    webhookEventId: first.id,
    externalId: first.externalId,
    type: first.type,
  } as const;
  await applyGatewayResults(ctx, [{ paymentId, seen: found.payment, cause }]);
  const applied = await applyDispute(ctx, { paymentId, seen: found.dispute, cause });
  if (applied === null) return foreign;
  return events.map((event) => ({
    event,
    state: "applied",
    merchantId,
    effects: { paymentId, ...applied },
  }));
}

/**
 * Something about a dispute changed at the gateway. What it says now is read again and the difference applied; the event is only
 * the hint. Any order, any number of times, the outcome is the same.
 */
export async function disputeChanged(events: readonly ClaimedWebhookEvent[]): Promise<EventVerdict[]> {
  const verdicts: EventVerdict[] = [];
  for (const group of groupBy(events, (event) => `${event.gateway} ${event.objectId}`).values()) {
    const [first] = group;
    if (first === undefined) continue;
    verdicts.push(
      ...(await apply(group, first).catch((error: unknown) => group.map((event) => threw(event, error)))),
    );
  }
  return verdicts;
}
