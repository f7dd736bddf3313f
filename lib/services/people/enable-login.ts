import type { FailureOf } from "@/lib/domain/failure";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockLogin, updateLoginDisabledAt } from "@/lib/db/people";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "@/lib/services/context";
import { requirePermission } from "@/lib/domain/permissions";

type EnableFailure =
  FailureOf<"forbidden"> | { readonly kind: "not_found"; readonly code: "login_not_found" };

/** Opens a closed login again. Its earlier sessions stay ended: the person signs in anew. */
export async function enableLogin(
  ctx: ServiceContext,
  command: { readonly loginId: string },
): Promise<Result<void, EnableFailure>> {
  const permitted = requirePermission(ctx.actor, "people.manage");
  if (!permitted.ok) return permitted;
  const { merchantId } = ctx.actor;
  const { loginId } = command;
  return inTransaction(async (tx) => {
    const login = await lockLogin(tx, merchantId, loginId);
    if (login === null) return err({ kind: "not_found", code: "login_not_found" });
    if (login.disabledAt === null) return ok(undefined);
    await updateLoginDisabledAt(tx, { merchantId, loginId, disabledAt: null });
    await recordAuditEvent(tx, ctx, {
      eventType: "login.enabled",
      command: "enable-login",
      outcome: "succeeded",
      changes: { loginId },
    });
    return ok(undefined);
  });
}
