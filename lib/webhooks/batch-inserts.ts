import { insertWebhookEvents, type NewWebhookEvent } from "@/lib/db/webhook-events";

/** How many events one statement stores at most. */
export const EVENTS_PER_INSERT = 200;
/** One statement is committed while the next is filled and sent. */
const INSERTS_AT_ONCE = 2;

interface Waiting {
  readonly event: NewWebhookEvent;
  readonly resolve: (isNew: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores events that come at the same time in one statement: each is answered for after the commit that holds it, and many
 * share it. There is no timer: what arrives while one batch is being committed is the next one.
 */
export function batchInserts(
  eventsMax: number = EVENTS_PER_INSERT,
): (event: NewWebhookEvent) => Promise<boolean> {
  let waiting: Waiting[] = [];
  let insertCount = 0;

  async function insert(batch: readonly Waiting[]): Promise<void> {
    insertCount += 1;
    try {
      const stored = new Set(await insertWebhookEvents(batch.map(({ event }) => event)));
      // Of two alike in one batch, one is new.
      for (const { event, resolve } of batch) resolve(stored.delete(event.externalId));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      insertCount -= 1;
      go();
    }
  }

  function go(): void {
    if (waiting.length === 0 || insertCount >= INSERTS_AT_ONCE) return;
    const batch = waiting.slice(0, eventsMax);
    waiting = waiting.slice(eventsMax);
    void insert(batch);
  }

  return (event) =>
    new Promise((resolve, reject) => {
      waiting.push({ event, resolve, reject });
      // After all that this turn of the event loop brought has been verified.
      setImmediate(go);
    });
}
