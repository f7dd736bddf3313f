import type { AlertKind, AlertSeverity, AlertState } from "@/lib/domain/alerts/alert";
import type { Tx } from "./transaction";

export interface NewAlert {
  readonly id: string;
  readonly merchantId: string | null;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly ownerRole: string;
  readonly traceId: string;
}

/** Raises an alert, or counts up the unfinished one about the same. Answers its id, and whether it was raised just now. */
export async function raiseOrCount(tx: Tx, alert: NewAlert): Promise<{ id: string; isNew: boolean }> {
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO alert (id, merchant_id, kind, severity, subject, details, owner_role, trace_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (merchant_id, kind, subject) WHERE state IN ('open', 'acknowledged')
       DO UPDATE SET occurrence_count = alert.occurrence_count + 1, last_at = now(), details = excluded.details,
         trace_id = excluded.trace_id
       RETURNING id`,
    [
      alert.id,
      alert.merchantId,
      alert.kind,
      alert.severity,
      alert.subject,
      JSON.stringify(alert.details),
      alert.ownerRole,
      alert.traceId,
    ],
  );
  const id = rows[0]?.id ?? alert.id;
  return { id, isNew: id === alert.id };
}

/** The state of an alert that the actor may handle, locked; null when there is none. */
export async function lockAlert(
  tx: Tx,
  alertId: string,
  scope: { readonly merchantId: string; readonly seesInstallation: boolean },
): Promise<{ readonly state: AlertState; readonly merchantId: string | null; readonly kind: string } | null> {
  const rows = await tx.query<{ state: AlertState; merchant_id: string | null; kind: string }>(
    `SELECT state, merchant_id, kind FROM alert
       WHERE id = $1 AND (merchant_id = $2 OR (merchant_id IS NULL AND $3)) FOR UPDATE`,
    [alertId, scope.merchantId, scope.seesInstallation],
  );
  const [row] = rows;
  return row === undefined ? null : { state: row.state, merchantId: row.merchant_id, kind: row.kind };
}

/** Puts an alert into a state; whoever did so owns it from now on. */
export async function updateAlertState(
  tx: Tx,
  change: {
    readonly alertId: string;
    readonly state: AlertState;
    readonly ownerLoginId: string | null;
    readonly ownerName: string;
  },
): Promise<void> {
  await tx.execute("UPDATE alert SET state = $2, owner_login_id = $3, owner_name = $4 WHERE id = $1", [
    change.alertId,
    change.state,
    change.ownerLoginId,
    change.ownerName,
  ]);
}

export async function insertAlertEvent(
  tx: Tx,
  event: {
    readonly id: string;
    readonly alertId: string;
    readonly kind: string;
    readonly actorLoginId: string | null;
    readonly actorName: string;
    readonly note: string | null;
  },
): Promise<void> {
  await tx.execute(
    "INSERT INTO alert_event (id, alert_id, kind, actor_login_id, actor_name, note) VALUES ($1, $2, $3, $4, $5, $6)",
    [event.id, event.alertId, event.kind, event.actorLoginId, event.actorName, event.note],
  );
}
