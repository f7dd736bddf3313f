import { inTransaction } from "@/lib/db/transaction";
import {
  claimWebhookEvents,
  type ClaimedWebhookEvent,
  finishWebhookEvents,
  NOT_USED_REASON,
  type WebhookEventResult,
} from "@/lib/db/webhook-events";
import { GATEWAY_EVENT_KINDS, type GatewayEventKind } from "@/lib/gateways/gateway";
import { log, scrub } from "@/lib/platform/log";
import { businessClock } from "@/lib/platform/clock";
import { raiseAlert } from "@/lib/services/alerts/raise-alert";
import { recordWebhookResults } from "@/lib/services/webhooks/record-webhook-results";
import { disputeChanged } from "./handlers/dispute-changed";
import { methodChanged } from "./handlers/method-changed";
import { paymentChanged } from "./handlers/payment-changed";
import { type EventVerdict, threw } from "./verdict";

/** Handlers are named after our events, never after a gateway's. */
const HANDLERS: Readonly<
  Record<GatewayEventKind, (events: readonly ClaimedWebhookEvent[]) => Promise<EventVerdict[]>>
> = {
  payment_changed: paymentChanged,
  method_changed: methodChanged,
  dispute_changed: disputeChanged,
};

/**
 * How the worker drains: so many events at a time, in so many batches at once, so that one is read from the gateway while
 * another is applied. A larger batch reads a payment once for more of its events, and costs little more than a small one.
 */
export const INBOX = { batch: 200, lanes: 2 } as const;

const ATTEMPTS_MAX = 5;

const RETRY_SECONDS_MAX = 900;

/**
 * 10 s, 40 s, 160 s, 640 s: four more tries within a quarter of an hour, then a person looks; or, while the gateway is away,
 * every quarter of an hour until it is back.
 */
function retryAfterSeconds(attemptCount: number): number {
  return Math.min(10 * 4 ** (attemptCount - 1), RETRY_SECONDS_MAX);
}

function resultRow(verdict: EventVerdict): WebhookEventResult {
  const { event } = verdict;
  if (verdict.state === "applied") {
    const { state, merchantId, effects } = verdict;
    return {
      id: event.id,
      state,
      merchant_id: merchantId,
      result: effects,
      last_error: null,
      retry_after_seconds: 0,
    };
  }
  const isDead = verdict.state === "failed" && !verdict.isOutage && event.attemptCount >= ATTEMPTS_MAX;
  return {
    id: event.id,
    state: isDead ? "dead" : verdict.state,
    merchant_id: verdict.merchantId ?? null,
    result: { reason: scrub(verdict.reason) },
    last_error: verdict.state === "failed" ? scrub(verdict.reason) : null,
    retry_after_seconds: retryAfterSeconds(event.attemptCount),
  };
}

/** An event of a kind that only another build knows, such as the next one while it is rolled out, waits for a worker of that build. */
function leftToOthers(event: ClaimedWebhookEvent): EventVerdict {
  if (event.kind === "ignored") return { event, state: "ignored", reason: NOT_USED_REASON };
  const reason = `This build knows no event of the kind ${event.kind}. It waits for a worker of the build that does.`;
  return { event, state: "failed", reason, isOutage: true };
}

async function handle(
  kind: GatewayEventKind,
  events: readonly ClaimedWebhookEvent[],
): Promise<EventVerdict[]> {
  if (events.length === 0) return [];
  try {
    return await HANDLERS[kind](events);
  } catch (error) {
    log.error({ err: error, kind, eventCount: events.length }, "webhook handler failed");
    return events.map((event) => threw(event, error));
  }
}

/** An event that was given up waits for a person, who is told: one alert for each type, however many die of it. */
async function tellOfDead(verdicts: readonly EventVerdict[]): Promise<void> {
  for (const verdict of verdicts) {
    const { event } = verdict;
    await raiseAlert({
      kind: "webhook_event_dead",
      merchantId: verdict.merchantId ?? event.merchantId,
      subject: event.type,
      details: { event: event.externalId, reason: "reason" in verdict ? scrub(verdict.reason) : "" },
      traceId: event.traceId,
    });
  }
}

/**
 * Takes a batch of events from the inbox, applies each kind as a set, and writes down what became of every one.
 * Answers how many it took; zero means that nothing waits. An event that fails is tried five times, then it is dead and
 * waits for a person, unless it is the gateway that is away; a crash in between costs a minute, and applying again changes nothing.
 */
export async function drainInbox(limit: number): Promise<number> {
  const events = await inTransaction((tx) => claimWebhookEvents(tx, limit));
  if (events.length === 0) return 0;
  const verdicts: EventVerdict[] = [];
  for (const kind of GATEWAY_EVENT_KINDS) {
    verdicts.push(
      ...(await handle(
        kind,
        events.filter((event) => event.kind === kind),
      )),
    );
  }
  const kinds: readonly string[] = GATEWAY_EVENT_KINDS;
  verdicts.push(...events.filter((event) => !kinds.includes(event.kind)).map(leftToOthers));
  const tried = verdicts.map((verdict) => ({ event: verdict.event, verdict, result: resultRow(verdict) }));
  await inTransaction(async (tx) => {
    await finishWebhookEvents(
      tx,
      tried.map(({ result }) => result),
    );
    await recordWebhookResults(tx, businessClock, tried);
  });
  await tellOfDead(tried.filter(({ result }) => result.state === "dead").map(({ verdict }) => verdict));
  return events.length;
}
