import type { Actor, StaffActor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { permits } from "@/lib/domain/permissions";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, instantAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";
import { keysetCondition, keysetOrder, type Page, pageOf, type PageRequest } from "./keyset";
import { type DayRange, dayRangeSql, type SqlFilter, sqlFilter, whereSql } from "./sql-filter";

export const AUDIT_OUTCOMES = [
  "succeeded",
  "pending",
  "declined",
  "refused",
  "failed",
  "outcome_unknown",
] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export interface AuditListRequest {
  readonly traceId: string | null;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  /** Whose acts: a login's id. */
  readonly personId: string | null;
  /** Such as payment.completed, or a family of types, such as payment. */
  readonly type: string | null;
  readonly outcome: AuditOutcome | null;
  readonly days: DayRange;
  readonly page: PageRequest;
}

export interface AuditListRow {
  readonly id: string;
  readonly at: Date;
  readonly eventType: string;
  readonly command: string;
  readonly personId: string | null;
  readonly actorName: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly failureCode: string | null;
  readonly declineCode: string | null;
  readonly amount: Money | null;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly traceId: string;
}

export const AUDIT_COLUMNS = `e.id, e.timestamp, e.event_type, e.command, e.user_id, e.actor_name, e.outcome, e.reason, e.failure_code,
  e.decline_code, e.amount_minor, e.currency, e.order_id, e.payment_id, e.trace_id`;

/** Reads the columns that the list and the page of a record share. */
export function auditListRow(row: Row): AuditListRow {
  const currency = textOrNullAt(row, "currency");
  return {
    id: textAt(row, "id"),
    at: instantAt(row, "timestamp"),
    eventType: textAt(row, "event_type"),
    command: textAt(row, "command"),
    personId: textOrNullAt(row, "user_id"),
    actorName: textAt(row, "actor_name"),
    outcome: textAt(row, "outcome"),
    reason: textOrNullAt(row, "reason"),
    failureCode: textOrNullAt(row, "failure_code"),
    declineCode: textOrNullAt(row, "decline_code"),
    amount:
      currency === null || row["amount_minor"] === null
        ? null
        : money(bigintAt(row, "amount_minor"), currency),
    orderId: textOrNullAt(row, "order_id"),
    paymentId: textOrNullAt(row, "payment_id"),
    traceId: textAt(row, "trace_id"),
  };
}

/** "payment" means all that begins with "payment."; a type in full means itself. */
function typeSql(type: string | null, { bind }: SqlFilter): string | null {
  if (type === null) return null;
  if (type.includes(".")) return `e.event_type = ${bind(type)}`;
  return `starts_with(e.event_type, ${bind(`${type}.`)})`;
}

function conditionsOf(actor: StaffActor, request: AuditListRequest, filter: SqlFilter): (string | null)[] {
  const { bind } = filter;
  const merchant = `${bind(actor.merchantId)}::uuid`;
  const uuid = (column: string, id: string | null) =>
    id === null ? null : `e.${column} = ${bind(id)}::uuid`;
  return [
    `e.merchant_id = ${merchant}`,
    request.traceId === null ? null : `e.trace_id = ${bind(request.traceId)}`,
    uuid("order_id", request.orderId),
    uuid("payment_id", request.paymentId),
    uuid("user_id", request.personId),
    typeSql(request.type, filter),
    request.outcome === null ? null : `e.outcome = ${bind(request.outcome)}`,
    ...dayRangeSql({ at: "e.timestamp" }, request.days, filter, merchant),
  ];
}

/** One page of the audit log, newest first. Null for anybody without the right to read it. */
export async function listAuditEvents(
  actor: Actor,
  request: AuditListRequest,
): Promise<(Page<AuditListRow> & { readonly total: null }) | null> {
  if (actor.kind !== "staff" || !permits(actor, "audit.read")) return null;
  const filter = sqlFilter();
  const columns = { at: null, id: "e.id" };
  const conditions = [
    ...conditionsOf(actor, request, filter),
    keysetCondition(request.page, columns, filter.bind),
  ];
  const rows = await readRows(
    `SELECT '' AS cursor_at, e.id AS cursor_id, ${AUDIT_COLUMNS} FROM audit_event e
       WHERE ${whereSql(conditions)} ${keysetOrder(request.page, columns)}`,
    filter.values,
  );
  return { ...pageOf(rows, request.page, auditListRow), total: null };
}
