import { ALERT_RULES, type AlertKind } from "@/lib/domain/alerts/alert";
import { insertAlertEvent, raiseOrCount } from "@/lib/db/alerts";
import { inTransaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { newTraceId } from "@/lib/platform/trace";

interface Happening {
  readonly kind: AlertKind;
  /** Null where it is the matter of the whole installation. */
  readonly merchantId: string | null;
  /** What makes two happenings one alert, such as a field's path. */
  readonly subject: string;
  /** Codes, paths and names only: never what somebody typed. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  readonly traceId?: string;
}

/**
 * Puts something before a person. While an alert about the same goes on, it counts up instead of becoming two. It is
 * written at once and in a transaction of its own: what it warns of may well undo the caller's.
 */
export async function raiseAlert(happening: Happening): Promise<{ alertId: string; isNew: boolean }> {
  const { kind, merchantId, subject, details, traceId = newTraceId() } = happening;
  const { severity, ownerRole } = ALERT_RULES[kind];
  const { id, isNew } = await inTransaction(async (tx) => {
    const raised = await raiseOrCount(tx, {
      id: newId(),
      merchantId,
      kind,
      severity,
      subject,
      details,
      ownerRole,
      traceId,
    });
    if (raised.isNew) {
      if (merchantId !== null)
        await enqueueJob(
          tx,
          { actor: { merchantId }, traceId },
          {
            job: "send-mail",
            payload: { kind: "alert_raised", alertId: raised.id },
          },
        );
      await insertAlertEvent(tx, {
        id: newId(),
        alertId: raised.id,
        kind: "raised",
        actorLoginId: null,
        actorName: "Remit",
        note: null,
      });
    }
    return raised;
  });
  log[severity === "critical" ? "error" : "warn"]({ alert: kind, alertId: id, isNew, ...details }, "alert");
  return { alertId: id, isNew };
}
