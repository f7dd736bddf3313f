import type { StaffRole } from "@/lib/domain/actor";
import type { FailureOf } from "@/lib/domain/failure";
import { normalizeEmail } from "@/lib/domain/people/normalize-email";
import { personName } from "@/lib/domain/people/person-name";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { insertLogin, isAddressTaken } from "@/lib/db/people";
import { inTransaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import { requirePermission } from "@/lib/domain/permissions";

export interface RegisterStaffCommand {
  readonly name: string;
  readonly email: string;
  /** From `hashPassword`. */
  readonly passwordHash: string;
  readonly role: StaffRole;
}

type RegisterStaffFailure =
  FailureOf<"forbidden" | "invalid"> | { readonly kind: "rejected"; readonly code: "email_taken" };

/** Gives somebody a login as staff of the actor's merchant. */
export async function registerStaff(
  ctx: ServiceContext,
  command: RegisterStaffCommand,
): Promise<Result<{ readonly loginId: string }, RegisterStaffFailure>> {
  const permitted = requirePermission(ctx.actor, "people.manage");
  if (!permitted.ok) return permitted;
  const name = personName(command.name);
  const email = normalizeEmail(command.email);
  if (!name.ok || !email.ok) {
    const fields = {
      ...(name.ok ? {} : { name: name.error }),
      ...(email.ok ? {} : { email: "invalid_email" }),
    };
    return err({ kind: "invalid", code: "invalid_input", fields });
  }
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    if (await isAddressTaken(tx, merchantId, email.value))
      return err({ kind: "rejected", code: "email_taken" });
    const loginId = newId();
    await insertLogin(tx, {
      merchantId,
      id: loginId,
      email: email.value,
      name: name.value,
      passwordHash: command.passwordHash,
      role: command.role,
      customerId: null,
      createdAt: ctx.clock.now(),
    });
    const changes = { loginId, role: command.role };
    await recordAuditEvent(tx, ctx, {
      eventType: "staff.registered",
      command: "register-staff",
      outcome: "succeeded",
      changes,
    });
    return ok({ loginId });
  });
}
