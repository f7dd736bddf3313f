import { actorLoginId } from "@/lib/domain/actor";
import { type AlertAct, mayBecome, needsNote } from "@/lib/domain/alerts/alert";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { insertAlertEvent, lockAlert, updateAlertState } from "@/lib/db/alerts";
import { inTransaction } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";

/**
 * Takes an alert, or ends it as resolved or as a false alarm, with a note. Whoever does so owns it. The installation's own
 * alerts are the platform administrators' matter; for all others they do not exist.
 */
export async function handleAlert(
  ctx: ServiceContext,
  command: { readonly alertId: string; readonly act: AlertAct; readonly note: string },
): Promise<Result<{ alertId: string }>> {
  const permitted = requirePermission(ctx.actor, "alert.handle");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  const { alertId, act } = command;
  const note = command.note.trim();
  return inTransaction(async (tx) => {
    const scope = {
      merchantId: actor.merchantId,
      seesInstallation: actor.kind === "staff" && actor.role === "platform_admin",
    };
    const alert = await lockAlert(tx, alertId, scope);
    if (alert === null) return err({ kind: "not_found", code: "alert_not_found" });
    if (!mayBecome(alert.state, act)) return err({ kind: "conflict", code: "alert_already_ended" });
    if (needsNote(act) && note === "") return err({ kind: "rejected", code: "reason_required" });
    const person = { loginId: actorLoginId(actor), name: actor.name };
    await updateAlertState(tx, { alertId, state: act, ownerLoginId: person.loginId, ownerName: person.name });
    await insertAlertEvent(tx, {
      id: newId(),
      alertId,
      kind: act,
      actorLoginId: person.loginId,
      actorName: person.name,
      note: note === "" ? null : note,
    });
    await recordAuditEvent(tx, ctx, {
      eventType: `alert.${act}`,
      command: "handle-alert",
      outcome: "succeeded",
      ...(note === "" ? {} : { reason: note }),
      changes: { alertId, kind: alert.kind, from: alert.state, to: act },
    });
    return ok({ alertId });
  });
}
