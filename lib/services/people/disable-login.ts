import { actorLoginId } from "@/lib/domain/actor";
import type { FailureOf } from "@/lib/domain/failure";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockLogin, updateLoginDisabledAt } from "@/lib/db/people";
import { revokeSessionsOfLogin } from "@/lib/db/sessions";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "@/lib/services/context";
import { requirePermission } from "@/lib/domain/permissions";

type DisableFailure =
  | FailureOf<"forbidden">
  | { readonly kind: "not_found"; readonly code: "login_not_found" }
  | { readonly kind: "rejected"; readonly code: "reason_required" };

/**
 * Closes a login of the merchant and ends its sessions, at once and on every device. Nobody closes their own,
 * so that the last person who could open it again cannot lock everybody out by mistake.
 */
export async function disableLogin(
  ctx: ServiceContext,
  command: { readonly loginId: string; readonly reason: string },
): Promise<Result<void, DisableFailure>> {
  const permitted = requirePermission(ctx.actor, "people.manage");
  if (!permitted.ok) return permitted;
  const { merchantId } = ctx.actor;
  const { loginId } = command;
  const reason = command.reason.trim();
  return inTransaction(async (tx) => {
    const login = await lockLogin(tx, merchantId, loginId);
    if (login === null) return err({ kind: "not_found", code: "login_not_found" });
    if (login.disabledAt !== null) return ok(undefined);
    if (loginId === actorLoginId(ctx.actor))
      return err({ kind: "forbidden", code: "missing_permission", permission: "people.disable_self" });
    if (reason === "") return err({ kind: "rejected", code: "reason_required" });
    const disabledAt = ctx.clock.now();
    await updateLoginDisabledAt(tx, { merchantId, loginId, disabledAt });
    const ended = { merchantId, loginId, exceptSessionId: null, revokedAt: disabledAt };
    const revokedCount = await revokeSessionsOfLogin(tx, ended);
    await recordAuditEvent(tx, ctx, {
      eventType: "login.disabled",
      command: "disable-login",
      outcome: "succeeded",
      reason,
      changes: { loginId, revokedCount },
    });
    return ok(undefined);
  });
}
