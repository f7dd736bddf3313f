import { pool } from "./pool";
import type { Tx } from "./transaction";

export interface NewWebhookEvent {
  readonly id: string;
  readonly merchantId: string | null;
  readonly gateway: string;
  readonly externalId: string;
  readonly type: string;
  readonly kind: string;
  readonly objectId: string;
  readonly gatewayPaymentId: string | null;
  readonly apiVersion: string;
  readonly isLive: boolean;
  readonly payload: string;
  readonly traceId: string;
  readonly occurredAt: Date;
}

/** Why an event was recorded and nothing else. */
export const NOT_USED_REASON = "not_a_type_we_use";

/**
 * Stores a verified delivery, once. One statement, so it needs no transaction of its own. Answers whether it is new.
 * A type that we do not use is done with at once: the worker has nothing to do with it.
 */
export async function insertWebhookEvent(event: NewWebhookEvent): Promise<boolean> {
  const isUsed = event.kind !== "ignored";
  const result = await pool().query({
    name: "webhook-event-insert",
    text: `INSERT INTO webhook_event (id, merchant_id, gateway, external_id, type, kind, object_id, gateway_payment_id,
        api_version, is_live, payload, trace_id, occurred_at, state, result, finished_at)
      VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13, $14, $15, CASE WHEN $14 = 'ignored'::webhook_event_state THEN now() END)
      ON CONFLICT (gateway, external_id) DO NOTHING`,
    values: [
      event.id,
      event.merchantId,
      event.gateway,
      event.externalId,
      event.type,
      event.kind,
      event.objectId,
      event.gatewayPaymentId,
      event.apiVersion,
      event.isLive,
      event.payload,
      event.traceId,
      event.occurredAt,
      isUsed ? "received" : "ignored",
      isUsed ? "{}" : JSON.stringify({ reason: NOT_USED_REASON }),
    ],
  });
  return result.rowCount === 1;
}

/**
 * Stores many verified events in one statement, each once. Answers the gateway's ids of those that were new; of two alike in
 * the same call the first counts.
 */
export async function insertWebhookEvents(events: readonly NewWebhookEvent[]): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const column = <T>(read: (event: NewWebhookEvent) => T): T[] => events.map(read);
  const result = await pool().query<{ external_id: string }>({
    name: "webhook-events-insert",
    text: `INSERT INTO webhook_event (id, merchant_id, gateway, external_id, type, kind, object_id, gateway_payment_id,
        api_version, is_live, payload, trace_id, occurred_at, state, result, finished_at)
      SELECT e.*, (CASE WHEN e.kind = 'ignored' THEN 'ignored' ELSE 'received' END)::webhook_event_state,
          CASE WHEN e.kind = 'ignored' THEN '{"reason":"${NOT_USED_REASON}"}'::jsonb ELSE '{}'::jsonb END,
          CASE WHEN e.kind = 'ignored' THEN now() END
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
          $9::text[], $10::boolean[], $11::text[], $12::text[], $13::timestamptz[])
          AS e(id, merchant_id, gateway, external_id, type, kind, object_id, gateway_payment_id, api_version, is_live,
            payload, trace_id, occurred_at)
      ON CONFLICT (gateway, external_id) DO NOTHING
      RETURNING external_id`,
    values: [
      column((event) => event.id),
      column((event) => event.merchantId),
      column((event) => event.gateway),
      column((event) => event.externalId),
      column((event) => event.type),
      column((event) => event.kind),
      column((event) => event.objectId),
      column((event) => event.gatewayPaymentId),
      column((event) => event.apiVersion),
      column((event) => event.isLive),
      column((event) => event.payload),
      column((event) => event.traceId),
      column((event) => event.occurredAt.toISOString()),
    ],
  });
  return new Set(result.rows.map((row) => row.external_id));
}

/** Counts a refused delivery per reason, sender and minute: a flood cannot fill the disk. Nothing of it is kept. */
export async function countWebhookRejection(rejection: {
  gateway: string;
  reason: string;
  ipAddress: string;
}): Promise<void> {
  await pool().query({
    name: "webhook-rejection-count",
    text: `INSERT INTO webhook_rejection (gateway, reason, ip_address, minute, rejected_count)
      VALUES ($1, $2, $3, date_trunc('minute', now()), 1)
      ON CONFLICT (gateway, reason, ip_address, minute) DO UPDATE SET rejected_count = webhook_rejection.rejected_count + 1`,
    values: [rejection.gateway, rejection.reason, rejection.ipAddress],
  });
}

export interface ClaimedWebhookEvent {
  readonly id: string;
  readonly merchantId: string | null;
  readonly gateway: string;
  readonly externalId: string;
  readonly type: string;
  readonly kind: string;
  readonly objectId: string;
  readonly gatewayPaymentId: string | null;
  readonly traceId: string;
  readonly attemptCount: number;
  readonly receivedAt: Date;
  /** Never tried before, so that nothing has become of it yet. */
  readonly isFresh: boolean;
}

/**
 * Takes events that wait, oldest first, and puts their next attempt off by a minute: should this process die, another one
 * takes them then. Several workers never take the same event.
 */
export async function claimWebhookEvents(tx: Tx, limit: number): Promise<ClaimedWebhookEvent[]> {
  const rows = await tx.query<{
    id: string;
    merchant_id: string | null;
    gateway: string;
    external_id: string;
    type: string;
    kind: string;
    object_id: string;
    gateway_payment_id: string | null;
    trace_id: string;
    attempt_count: number;
    received_at: Date;
    is_fresh: boolean;
  }>(
    `UPDATE webhook_event SET attempt_count = attempt_count + 1, next_attempt_at = now() + interval '1 minute'
       WHERE id IN (SELECT id FROM webhook_event WHERE state IN ('received', 'failed') AND next_attempt_at <= now()
         ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id, merchant_id, gateway, external_id, type, kind, object_id, gateway_payment_id, trace_id, attempt_count,
         received_at, result = '{}' AS is_fresh`,
    [limit],
    "webhook-events-claim",
  );
  return rows.map((row) => ({
    id: row.id,
    merchantId: row.merchant_id,
    gateway: row.gateway,
    externalId: row.external_id,
    type: row.type,
    kind: row.kind,
    objectId: row.object_id,
    gatewayPaymentId: row.gateway_payment_id,
    traceId: row.trace_id,
    attemptCount: row.attempt_count,
    receivedAt: row.received_at,
    isFresh: row.is_fresh,
  }));
}

export interface WebhookEventResult {
  readonly id: string;
  readonly state: "applied" | "ignored" | "parked" | "failed" | "dead";
  readonly merchant_id: string | null;
  readonly result: Readonly<Record<string, unknown>>;
  readonly last_error: string | null;
  readonly retry_after_seconds: number;
}

/** Writes what became of events, as one set. */
export async function finishWebhookEvents(tx: Tx, results: readonly WebhookEventResult[]): Promise<void> {
  if (results.length === 0) return;
  await tx.execute(
    `UPDATE webhook_event e SET state = r.state, result = r.result, last_error = r.last_error,
       merchant_id = coalesce(r.merchant_id, e.merchant_id),
       next_attempt_at = now() + make_interval(secs => r.retry_after_seconds),
       finished_at = CASE WHEN r.state = 'failed' THEN NULL ELSE now() END
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, state webhook_event_state, merchant_id uuid, result jsonb,
       last_error text, retry_after_seconds int)
     WHERE e.id = r.id`,
    [JSON.stringify(results)],
    "webhook-events-finish",
  );
}

/** Puts a failed or dead event back in the queue. Answers false when it is neither, or is not the merchant's. */
export async function requeueWebhookEvent(
  tx: Tx,
  merchantId: string,
  eventId: string,
): Promise<"requeued" | "not_found" | "not_replayable"> {
  const rows = await tx.query<{ state: string }>(
    "SELECT state FROM webhook_event WHERE id = $1 AND (merchant_id = $2 OR merchant_id IS NULL) FOR UPDATE",
    [eventId, merchantId],
  );
  const [row] = rows;
  if (row === undefined) return "not_found";
  if (!["failed", "dead", "parked"].includes(row.state)) return "not_replayable";
  await tx.execute(
    `UPDATE webhook_event SET state = 'received', attempt_count = 0, next_attempt_at = now(), finished_at = NULL WHERE id = $1`,
    [eventId],
  );
  return "requeued";
}

export type ReplayableState = "failed" | "dead" | "parked";

/** Puts events in a state back in the queue, oldest first, no more than the limit. Answers how many. */
export async function requeueWebhookEvents(
  tx: Tx,
  which: {
    readonly merchantId: string;
    readonly seesInstallation: boolean;
    readonly state: ReplayableState;
    readonly type: string | null;
    readonly limit: number;
  },
): Promise<number> {
  return tx.execute(
    `UPDATE webhook_event SET state = 'received', attempt_count = 0, next_attempt_at = now(), finished_at = NULL
       WHERE id IN (SELECT id FROM webhook_event
         WHERE state = $1::webhook_event_state AND (merchant_id = $2 OR (merchant_id IS NULL AND $3))
           AND ($4::text IS NULL OR type = $4)
         ORDER BY id LIMIT $5 FOR UPDATE SKIP LOCKED)`,
    [which.state, which.merchantId, which.seesInstallation, which.type, which.limit],
  );
}
