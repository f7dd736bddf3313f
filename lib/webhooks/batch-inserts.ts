import { insertWebhookEvents, type NewWebhookEvent } from "@/lib/db/webhook-events";
import { microBatch } from "@/lib/platform/micro-batch";

/** How many events one statement stores at most. */
export const EVENTS_PER_INSERT = 200;
/** One statement is committed while the next is filled and sent. */
const INSERTS_AT_ONCE = 2;

async function insert(events: readonly NewWebhookEvent[]): Promise<boolean[]> {
  const stored = new Set(await insertWebhookEvents(events));
  // Of two alike in one batch, one is new.
  return events.map(({ externalId }) => stored.delete(externalId));
}

/**
 * Stores events that come at the same time in one statement: each is answered for after the commit that holds it, and many
 * share it.
 */
export function batchInserts(
  eventsMax: number = EVENTS_PER_INSERT,
): (event: NewWebhookEvent) => Promise<boolean> {
  return microBatch({ sizeMax: eventsMax, batchesAtOnce: INSERTS_AT_ONCE, run: insert });
}
