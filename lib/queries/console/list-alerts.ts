import type { Actor, StaffActor } from "@/lib/domain/actor";
import {
  ALERT_KINDS,
  ALERT_SEVERITIES,
  ALERT_STATES,
  type AlertKind,
  type AlertSeverity,
  type AlertState,
} from "@/lib/domain/alerts/alert";
import { permits } from "@/lib/domain/permissions";
import { readRows } from "@/lib/db/read-rows";
import { countAt, instantAt, memberAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import { visibleRowsSql } from "./installation-scope";
import { estimateCount, type RowCount } from "./estimate-count";
import { keysetCondition, keysetOrder, type Page, pageOf, type PageRequest } from "./keyset";
import { type SqlFilter, sqlFilter, whereSql } from "./sql-filter";

export interface AlertListRequest {
  readonly state: AlertState | "unfinished" | null;
  readonly severity: AlertSeverity | null;
  readonly page: PageRequest;
}

export interface AlertListRow {
  readonly id: string;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly state: AlertState;
  readonly subject: string;
  readonly occurrenceCount: number;
  readonly ownerRole: string;
  readonly ownerName: string | null;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

export const ALERT_COLUMNS = `a.id, a.kind, a.severity, a.state, a.subject, a.occurrence_count, a.owner_role, a.owner_name,
  a.first_at, a.last_at`;

/** Reads the columns that the list and the page of an alert share. */
export function alertListRow(row: Row): AlertListRow {
  return {
    id: textAt(row, "id"),
    kind: memberAt(row, "kind", ALERT_KINDS),
    severity: memberAt(row, "severity", ALERT_SEVERITIES),
    state: memberAt(row, "state", ALERT_STATES),
    subject: textAt(row, "subject"),
    occurrenceCount: countAt(row, "occurrence_count"),
    ownerRole: textAt(row, "owner_role"),
    ownerName: textOrNullAt(row, "owner_name"),
    firstAt: instantAt(row, "first_at"),
    lastAt: instantAt(row, "last_at"),
  };
}

function stateCondition(state: AlertListRequest["state"], filter: SqlFilter): string | null {
  if (state === null) return null;
  if (state === "unfinished") return "a.state IN ('open', 'acknowledged')";
  return `a.state = ${filter.bind(state)}::alert_state`;
}

function conditionsOf(actor: StaffActor, request: AlertListRequest, filter: SqlFilter) {
  return [
    visibleRowsSql(actor, "a", filter.bind),
    stateCondition(request.state, filter),
    request.severity ? `a.severity = ${filter.bind(request.severity)}::alert_severity` : null,
    // A kind that another build raises has no words here.
    `a.kind = ANY (${filter.bind([...ALERT_KINDS])})`,
  ];
}

/** One page of the alerts, latest raised first. Null for anybody but staff. */
export async function listAlerts(
  actor: Actor,
  request: AlertListRequest,
): Promise<(Page<AlertListRow> & { readonly total: RowCount }) | null> {
  if (actor.kind !== "staff" || !permits(actor, "alert.read")) return null;
  const filter = sqlFilter();
  const columns = { at: null, id: "a.id" };
  const conditions = [
    ...conditionsOf(actor, request, filter),
    keysetCondition(request.page, columns, filter.bind),
  ];
  const counting = sqlFilter();
  const counted = whereSql(conditionsOf(actor, request, counting));
  const [rows, total] = await Promise.all([
    readRows(
      `SELECT '' AS cursor_at, a.id AS cursor_id, ${ALERT_COLUMNS} FROM alert a
         WHERE ${whereSql(conditions)} ${keysetOrder(request.page, columns)}`,
      filter.values,
    ),
    estimateCount(`alert a WHERE ${counted}`, counting.values),
  ]);
  return { ...pageOf(rows, request.page, alertListRow), total };
}

/** How many alerts nobody has taken yet, for the console's frame. Zero for anybody but staff. */
export async function countOpenAlerts(actor: Actor): Promise<number> {
  if (actor.kind !== "staff" || !permits(actor, "alert.read")) return 0;
  const filter = sqlFilter();
  const conditions = conditionsOf(actor, { state: "open", severity: null, page: NO_PAGE }, filter);
  const [row] = await readRows(`SELECT count(*) FROM alert a WHERE ${whereSql(conditions)}`, filter.values);
  return row ? countAt(row, "count") : 0;
}

const NO_PAGE: PageRequest = { direction: "older", from: null };
