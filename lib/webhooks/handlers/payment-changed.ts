import { groupBy } from "@/lib/domain/group-by";
import type { ClaimedWebhookEvent } from "@/lib/db/webhook-events";
import { log } from "@/lib/platform/log";
import { isId } from "@/lib/platform/ids";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import { applyGatewayResults, type GatewayResult } from "@/lib/services/payments/apply-gateway-results";
import { recordedGateway } from "@/lib/services/gateway-calls/recorded-gateway";
import { type EventVerdict, threw } from "../verdict";
import { readingContext, systemContext } from "../system-context";

interface Read {
  readonly events: readonly ClaimedWebhookEvent[];
  readonly asked: GatewayOutcome<GatewayPayment>;
}

const NO_PAYMENT = {
  outcome: "not_sent",
  code: "resource_missing",
  message: "The event names no payment.",
} as const;

/** Reads one payment. An answer that this build cannot read is that payment's matter, and no other's. */
async function read(events: readonly ClaimedWebhookEvent[]): Promise<Read> {
  const [first] = events;
  if (!first?.gatewayPaymentId) return { events, asked: NO_PAYMENT };
  const asked = await recordedGateway(readingContext(first), first.gateway)
    .retrievePayment(first.gatewayPaymentId)
    .catch((error: unknown) => {
      log.error({ err: error, gatewayPaymentId: first.gatewayPaymentId }, "payment could not be read");
      const message = error instanceof Error ? error.message : "unknown";
      return { outcome: "outcome_unknown", code: UNREADABLE, message } as const;
    });
  return { events, asked };
}

/** What an answer is called that the adapter cannot make sense of. Trying again does not help. */
const UNREADABLE = "unreadable_answer";

/** Reads each payment once, however many events speak of it; never more than so many at a time. */
const READS_AT_ONCE = 16;

async function readAll(events: readonly ClaimedWebhookEvent[]): Promise<Read[]> {
  const byPayment = groupBy(events, (event) => `${event.gateway} ${event.gatewayPaymentId ?? ""}`);
  const left = [...byPayment.values()].toReversed();
  const reads: Read[] = [];
  // Each lane takes the next payment as soon as it is free, so that one slow answer holds up nobody else's.
  const lane = async (): Promise<void> => {
    for (let group = left.pop(); group !== undefined; group = left.pop()) {
      reads.push(await read(group));
    }
  };
  await Promise.all(Array.from({ length: READS_AT_ONCE }, lane));
  return reads;
}

interface Ours {
  readonly events: readonly ClaimedWebhookEvent[];
  readonly merchantId: string;
  readonly paymentId: string;
  readonly seen: GatewayPayment;
}

function sort(reads: readonly Read[]): { ours: Ours[]; verdicts: EventVerdict[] } {
  const ours: Ours[] = [];
  const verdicts: EventVerdict[] = [];
  for (const { events, asked } of reads) {
    if (asked.outcome === "succeeded" || asked.outcome === "pending") {
      const { merchantId, paymentId } = asked.value;
      // Other applications on the same account may use the same words for ids of their own.
      if (merchantId !== null && paymentId !== null && isId(merchantId) && isId(paymentId))
        ours.push({ events, merchantId, paymentId, seen: asked.value });
      else
        verdicts.push(
          ...events.map((event): EventVerdict => ({ event, state: "parked", reason: "foreign_object" })),
        );
    } else {
      const reason = asked.outcome === "declined" ? asked.decline.failureCode : asked.code;
      const isOutage = reason !== UNREADABLE;
      verdicts.push(
        ...events.map((event): EventVerdict =>
          reason === "resource_missing"
            ? { event, state: "parked", reason }
            : { event, state: "failed", reason, isOutage },
        ),
      );
    }
  }
  return { ours, verdicts };
}

function resultOf({ events, paymentId, seen }: Ours): GatewayResult | null {
  const [event] = events;
  if (event === undefined) return null;
  const { id: webhookEventId, externalId, type, traceId } = event;
  return { paymentId, seen, traceId, cause: { kind: "webhook", webhookEventId, externalId, type } };
}

async function apply(merchantId: string, news: readonly Ours[]): Promise<EventVerdict[]> {
  const ctx = systemContext(merchantId, news[0]?.events[0]?.traceId);
  const applied = await applyGatewayResults(
    ctx,
    news.map(resultOf).filter((result) => result !== null),
  );
  const known = new Map(applied.map((result) => [result.paymentId, result]));
  return news.flatMap(({ events, paymentId }) =>
    events.map((event): EventVerdict => {
      const result = known.get(paymentId);
      if (result === undefined) return { event, state: "parked", reason: "foreign_object", merchantId };
      const { state, orderId, orderState, isNew } = result;
      return {
        event,
        state: "applied",
        merchantId,
        effects: { paymentId, paymentState: state, orderId, orderState, isNew },
      };
    }),
  );
}

/** One poison event must not hold up the others: when a batch fails, each is applied by itself. */
async function applySingly(merchantId: string, news: readonly Ours[]): Promise<EventVerdict[]> {
  const verdicts: EventVerdict[] = [];
  for (const one of news) {
    verdicts.push(
      ...(await apply(merchantId, [one]).catch((error: unknown) => {
        log.error({ err: error, paymentId: one.paymentId }, "webhook event could not be applied");
        return one.events.map((event) => threw(event, error, merchantId));
      })),
    );
  }
  return verdicts;
}

/**
 * Something about payments changed at the gateway. What it says now is read again, and the difference is applied; the
 * event itself is only the hint. Any order, any number of times, the outcome is the same.
 */
export async function paymentChanged(events: readonly ClaimedWebhookEvent[]): Promise<EventVerdict[]> {
  const { ours, verdicts } = sort(await readAll(events));
  const byMerchant = groupBy(ours, (one) => one.merchantId);
  for (const [merchantId, news] of byMerchant) {
    verdicts.push(...(await apply(merchantId, news).catch(() => applySingly(merchantId, news))));
  }
  return verdicts;
}
