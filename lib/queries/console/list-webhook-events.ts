import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { readRows } from "@/lib/db/read-rows";
import { countAt, instantAt, instantOrNullAt, memberAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import { estimateCount, type RowCount } from "./estimate-count";
import { keysetCondition, keysetOrder, type Page, pageOf, type PageRequest } from "./keyset";
import { type SqlFilter, sqlFilter, whereSql } from "./sql-filter";
import { visibleRowsSql } from "./installation-scope";

export const WEBHOOK_EVENT_STATES = ["received", "applied", "ignored", "parked", "failed", "dead"] as const;
export type WebhookEventState = (typeof WEBHOOK_EVENT_STATES)[number];

export interface WebhookEventListRequest {
  /** An event's id, or the id of the object it speaks of. */
  readonly search: string;
  readonly state: WebhookEventState | null;
  readonly type: string | null;
  readonly page: PageRequest;
}

export interface WebhookEventListRow {
  readonly id: string;
  readonly externalId: string;
  readonly type: string;
  readonly objectId: string;
  readonly state: WebhookEventState;
  readonly attemptCount: number;
  readonly lastError: string | null;
  readonly isLive: boolean;
  readonly receivedAt: Date;
  readonly finishedAt: Date | null;
}

export interface WebhookEventList extends Page<WebhookEventListRow> {
  readonly total: RowCount | null;
}

/** Reads the columns that the list and the page of an event share. */
export function webhookEventListRow(row: Row): WebhookEventListRow {
  return {
    id: textAt(row, "id"),
    externalId: textAt(row, "external_id"),
    type: textAt(row, "type"),
    objectId: textAt(row, "object_id"),
    state: memberAt(row, "state", WEBHOOK_EVENT_STATES),
    attemptCount: countAt(row, "attempt_count"),
    lastError: textOrNullAt(row, "last_error"),
    isLive: row["is_live"] === true,
    receivedAt: instantAt(row, "received_at"),
    finishedAt: instantOrNullAt(row, "finished_at"),
  };
}

function searchCondition(search: string, filter: SqlFilter): string | null {
  const text = search.trim();
  if (text === "") return null;
  if (text.startsWith("evt_")) return `w.gateway = 'stripe' AND w.external_id = ${filter.bind(text)}`;
  return `w.gateway = 'stripe' AND w.object_id = ${filter.bind(text)}`;
}

function conditionsOf(
  actor: Extract<Actor, { kind: "staff" }>,
  request: WebhookEventListRequest,
  filter: SqlFilter,
) {
  return [
    visibleRowsSql(actor, "w", filter.bind),
    request.state ? `w.state = ${filter.bind(request.state)}::webhook_event_state` : null,
    request.type ? `w.type = ${filter.bind(request.type)}` : null,
    searchCondition(request.search, filter),
  ];
}

/** One page of the inbox, latest received first. Null for anybody but staff. */
export async function listWebhookEvents(
  actor: Actor,
  request: WebhookEventListRequest,
): Promise<WebhookEventList | null> {
  if (actor.kind !== "staff" || !permits(actor, "webhook.read")) return null;
  const filter = sqlFilter();
  const columns = { at: null, id: "w.id" };
  const conditions = [
    ...conditionsOf(actor, request, filter),
    keysetCondition(request.page, columns, filter.bind),
  ];
  const sql = `SELECT '' AS cursor_at, w.id AS cursor_id, w.id, w.external_id, w.type, w.object_id, w.state,
      w.attempt_count, w.last_error, w.is_live, w.received_at, w.finished_at
    FROM webhook_event w WHERE ${whereSql(conditions)} ${keysetOrder(request.page, columns)}`;
  const counting = sqlFilter();
  const counted = whereSql(conditionsOf(actor, request, counting));
  const [rows, total] = await Promise.all([
    readRows(sql, filter.values),
    request.search.trim() === "" ? estimateCount(`webhook_event w WHERE ${counted}`, counting.values) : null,
  ]);
  return { ...pageOf(rows, request.page, webhookEventListRow), total };
}
