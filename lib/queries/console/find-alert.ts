import type { Actor } from "@/lib/domain/actor";
import { permits } from "@/lib/domain/permissions";
import { readRows } from "@/lib/db/read-rows";
import { instantAt, textAt, textOrNullAt } from "@/lib/db/row";
import { visibleRowsSql } from "./installation-scope";
import { ALERT_COLUMNS, alertListRow, type AlertListRow } from "./list-alerts";
import { sqlFilter } from "./sql-filter";

export interface ConsoleAlert extends AlertListRow {
  readonly traceId: string;
  /** Where and how it happened last, as names and values. */
  readonly details: readonly (readonly [name: string, value: string])[];
  readonly history: readonly {
    readonly id: string;
    readonly kind: string;
    readonly actorName: string;
    readonly note: string | null;
    readonly at: Date;
  }[];
}

function detailsOf(value: unknown): ConsoleAlert["details"] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, one]: [string, unknown]) => {
    if (typeof one === "string") return [[name, one] as const];
    return typeof one === "number" || typeof one === "boolean" ? [[name, `${one}`] as const] : [];
  });
}

/** One alert with its history. Null when it is not the actor's to see. */
export async function findAlert(actor: Actor, request: { alertId: string }): Promise<ConsoleAlert | null> {
  if (actor.kind !== "staff" || !permits(actor, "alert.read")) return null;
  const filter = sqlFilter();
  const visible = visibleRowsSql(actor, "a", filter.bind);
  const [row] = await readRows(
    `SELECT ${ALERT_COLUMNS}, a.details, a.trace_id FROM alert a WHERE ${visible} AND a.id = ${filter.bind(request.alertId)}::uuid`,
    filter.values,
  );
  if (!row) return null;
  const history = await readRows(
    "SELECT id, kind, actor_name, note, occurred_at FROM alert_event WHERE alert_id = $1 ORDER BY id",
    [request.alertId],
  );
  return {
    ...alertListRow(row),
    traceId: textAt(row, "trace_id"),
    details: detailsOf(row["details"]),
    history: history.map((event) => ({
      id: textAt(event, "id"),
      kind: textAt(event, "kind"),
      actorName: textAt(event, "actor_name"),
      note: textOrNullAt(event, "note"),
      at: instantAt(event, "occurred_at"),
    })),
  };
}
