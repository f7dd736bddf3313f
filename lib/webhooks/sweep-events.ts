import { insertWebhookEvents } from "@/lib/db/webhook-events";
import { findSweptUntil, knownEvents, recordSweep } from "@/lib/db/webhook-sweeps";
import { inTransaction } from "@/lib/db/transaction";
import { notifyInbox } from "@/lib/db/wake-up";
import type { ListedNotice } from "@/lib/gateways/gateway";
import { gatewayFor } from "@/lib/gateways/registry";
import { expectsLive } from "@/lib/platform/env";
import { log, scrub } from "@/lib/platform/log";
import { raiseAlert } from "@/lib/services/alerts/raise-alert";
import { inboxRow } from "./inbox-row";

const BATCH = 1_000;
const MINUTE_MS = 60_000;
/** Younger than this an event's delivery may still be on its way. */
const GRACE_MS = 2 * MINUTE_MS;
/** Looked at again each time, for what the gateway lists late. */
const OVERLAP_MS = 10 * MINUTE_MS;
/** How far an installation looks back that never swept. */
const FIRST_LOOK_MS = 24 * 60 * MINUTE_MS;

export interface Sweep {
  /** How many events the inbox did not have. */
  readonly foundCount: number;
  /** False when the gateway could not be asked. */
  readonly isDone: boolean;
}

/** Stores what the inbox has not, as if it had been delivered. Answers the events that mean something here. */
async function takeIn(gateway: string, listed: readonly ListedNotice[]): Promise<ListedNotice[]> {
  const ids = listed.map(({ notice }) => notice.externalId);
  const known = await inTransaction((tx) => knownEvents(tx, gateway, ids));
  const missing = listed.filter(({ notice }) => !known.has(notice.externalId));
  const stored = await insertWebhookEvents(
    missing.map(({ notice, payload }) => inboxRow(gateway, notice, payload)),
  );
  return missing.filter(({ notice }) => stored.has(notice.externalId) && notice.kind !== "ignored");
}

async function ofThisMode(gateway: string, listed: readonly ListedNotice[]): Promise<ListedNotice[]> {
  const other = listed.find(({ notice }) => notice.isLive !== expectsLive());
  if (other === undefined) return [...listed];
  await raiseAlert({
    kind: "mode_mismatch",
    merchantId: null,
    subject: `${gateway} events`,
    details: { event: other.notice.externalId, event_mode: other.notice.isLive ? "live" : "test" },
  });
  return listed.filter(({ notice }) => notice.isLive === expectsLive());
}

async function tellStaff(gateway: string, found: readonly ListedNotice[]): Promise<void> {
  const last = found.at(-1)?.notice;
  if (last === undefined) return;
  notifyInbox();
  await raiseAlert({
    kind: "webhook_events_missed",
    merchantId: null,
    subject: gateway,
    details: {
      event_count: found.length,
      last_event: last.externalId,
      last_type: last.type,
      happened: last.occurredAt.toISOString(),
    },
  });
}

/**
 * Lists what the gateway says happened since the last look and takes in what was never delivered, however long the endpoint
 * was away: Stripe gives up delivering after three days and keeps its list for thirty. Any number of sweeps may run; the
 * inbox takes each event once.
 * @see https://docs.stripe.com/webhooks/process-undelivered-events
 */
export async function sweepEvents(gateway: string, now: Date): Promise<Sweep> {
  const sweptUntil = await inTransaction((tx) => findSweptUntil(tx, gateway));
  const since = new Date((sweptUntil?.getTime() ?? now.getTime() - FIRST_LOOK_MS) - OVERLAP_MS);
  const asked = await gatewayFor(gateway).listNotices(since, BATCH);
  if (asked.outcome !== "succeeded") {
    const error = scrub("code" in asked ? asked.code : asked.outcome);
    log.warn({ gateway, error }, "the gateway's events could not be listed");
    await inTransaction((tx) =>
      recordSweep(tx, { gateway, sweptUntil: sweptUntil ?? since, foundCount: 0, error, at: now }),
    );
    return { foundCount: 0, isDone: false };
  }
  const listed = asked.value.filter(({ notice }) => now.getTime() - notice.occurredAt.getTime() >= GRACE_MS);
  const found = await takeIn(gateway, await ofThisMode(gateway, listed));
  // A full batch ends somewhere in the past; what came after it is the next sweep's.
  const isFull = asked.value.length === BATCH;
  const until = isFull ? asked.value.at(-1)?.notice.occurredAt : undefined;
  await inTransaction((tx) =>
    recordSweep(tx, {
      gateway,
      sweptUntil: until ?? new Date(now.getTime() - GRACE_MS),
      foundCount: found.length,
      error: null,
      at: now,
    }),
  );
  await tellStaff(gateway, found);
  return { foundCount: found.length, isDone: true };
}
