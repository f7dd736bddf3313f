import { KEYS_KEPT_MS } from "./protocol/idempotency.ts";
import type { Store } from "./store.ts";

const DAY_MS = 86_400_000;
/** https://docs.stripe.com/api/events: events are accessible for 30 days. */
const EVENTS_KEPT_MS = 30 * DAY_MS;
/** Some of them go at once, so that not every event pays for looking. */
const EVENTS_BEYOND = 0.1;

/** What a start need not take over from an earlier run: keys of yesterday, events of last month and their deliveries. */
export function forgetOld({ executedRequests, events, deliveries }: Store, nowMs: number): void {
  for (const [key, { createdAt }] of executedRequests.entries())
    if (createdAt < nowMs - KEYS_KEPT_MS) executedRequests.drop(key);
  const isOld = (created: number): boolean => created * 1_000 < nowMs - EVENTS_KEPT_MS;
  for (const { id, created } of events.oldestFirst() ?? []) if (isOld(created)) events.drop(id);
  for (const { id, eventId } of deliveries.oldestFirst() ?? [])
    if (events.peek(eventId) === undefined) deliveries.drop(id);
}

/** Keeps the newest events and their deliveries, so that a run without end does not need memory without end. */
export function forgetBeyond(
  { events, deliveries }: Store,
  eventsMax: number,
  deliveriesOf: (eventId: string) => readonly { id: string }[],
  forget: (eventId: string) => void,
): void {
  let excess = events.count() - eventsMax;
  if (excess <= eventsMax * EVENTS_BEYOND) return;
  for (const { id } of events.oldestFirst() ?? []) {
    if (excess <= 0) return;
    for (const delivery of deliveriesOf(id)) deliveries.remove(delivery.id);
    forget(id);
    events.remove(id);
    excess -= 1;
  }
}
