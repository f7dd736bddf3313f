import { actorLoginId } from "@/lib/domain/actor";
import type { FailureOf } from "@/lib/domain/failure";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockSession, updateSessionRevokedAt } from "@/lib/db/sessions";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "@/lib/services/context";
import { permits, requirePermission } from "@/lib/domain/permissions";

type RevokeFailure =
  FailureOf<"forbidden"> | { readonly kind: "not_found"; readonly code: "session_not_found" };

/**
 * Ends a session: the next request that shows its cookie is a stranger's. One's own, or anybody's of the merchant with
 * session.revoke_any; whoever may not even see other people's sessions is told that there is none.
 */
export async function revokeSession(
  ctx: ServiceContext,
  command: { readonly sessionId: string },
): Promise<Result<void, RevokeFailure>> {
  const permitted = requirePermission(ctx.actor, "session.revoke_own");
  if (!permitted.ok) return permitted;
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    const session = await lockSession(tx, merchantId, command.sessionId);
    const isOwn = session !== null && session.loginId === actorLoginId(ctx.actor);
    const isVisible = isOwn || ctx.actor.kind === "system" || permits(ctx.actor, "people.read");
    if (session === null || !isVisible) return err({ kind: "not_found", code: "session_not_found" });
    const allowed = isOwn ? permitted : requirePermission(ctx.actor, "session.revoke_any");
    if (!allowed.ok) return allowed;
    if (session.revokedAt !== null) return ok(undefined);
    await updateSessionRevokedAt(tx, {
      merchantId,
      sessionId: command.sessionId,
      revokedAt: ctx.clock.now(),
    });
    const changes = { sessionId: command.sessionId, loginId: session.loginId };
    await recordAuditEvent(tx, ctx, {
      eventType: "session.revoked",
      command: "revoke-session",
      outcome: "succeeded",
      changes,
    });
    return ok(undefined);
  });
}
