import { actorLoginId } from "@/lib/domain/actor";
import type { FailureOf } from "@/lib/domain/failure";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { revokeSessionsOfLogin } from "@/lib/db/sessions";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "@/lib/services/context";
import { requirePermission } from "@/lib/domain/permissions";

/** Signs the actor out everywhere else: ends each of their sessions but the one named. Answers how many ended. */
export async function revokeOtherSessions(
  ctx: ServiceContext,
  command: { readonly keepSessionId: string },
): Promise<Result<{ readonly revokedCount: number }, FailureOf<"forbidden">>> {
  const permitted = requirePermission(ctx.actor, "session.revoke_own");
  if (!permitted.ok) return permitted;
  const loginId = actorLoginId(ctx.actor);
  if (loginId === null)
    return err({ kind: "forbidden", code: "missing_permission", permission: "session.revoke_own" });
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    const revokedAt = ctx.clock.now();
    const revokedCount = await revokeSessionsOfLogin(tx, {
      merchantId,
      loginId,
      exceptSessionId: command.keepSessionId,
      revokedAt,
    });
    const changes = { loginId, keptSessionId: command.keepSessionId, revokedCount };
    await recordAuditEvent(tx, ctx, {
      eventType: "session.others_revoked",
      command: "revoke-other-sessions",
      outcome: "succeeded",
      changes,
    });
    return ok({ revokedCount });
  });
}
