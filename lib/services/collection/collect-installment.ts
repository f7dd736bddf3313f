import { requirePermission } from "@/lib/domain/permissions";
import { ok, type Result } from "@/lib/domain/result";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { giveUpPayment } from "../payments/give-up-payment";
import { askCharge } from "./ask-charge";
import { beginCharge, type InstallmentToCollect } from "./begin-charge";

/**
 * Charges an installment whose time has come to the card that its customer agreed to, while they are away: begin, ask, record.
 * Whoever calls it at the same time, again, or after a crash, and whatever was paid meanwhile: each attempt is charged once.
 */
export async function collectInstallment(
  ctx: ServiceContext,
  command: InstallmentToCollect,
): Promise<Result<void>> {
  const permitted = requirePermission(ctx.actor, "payment.collect");
  if (!permitted.ok) return permitted;
  const begun = await inTransaction((tx) => beginCharge(tx, ctx, command));
  if (begun.kind === "clear") {
    const given = await giveUpPayment(ctx, begun.payment);
    // The next sweep begins anew: with the way clear, or with the money that arrived.
    return given.ok ? ok(undefined) : given;
  }
  if (begun.kind === "begun") await askCharge(ctx, begun);
  return ok(undefined);
}
