import { err, ok, type Result } from "@/lib/domain/result";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { requirePermission } from "@/lib/domain/permissions";
import { learnOutcome } from "./learn-outcome";

/**
 * Learns what became of a payment that is not at its end, and applies it. When the gateway has never heard of it, nothing
 * was taken, and the buyer may begin again.
 */
export async function resolveUnknownPayment(
  ctx: ServiceContext,
  command: { readonly paymentId: string },
): Promise<Result<{ isResolved: boolean }>> {
  const permitted = requirePermission(ctx.actor, "payment.refresh");
  if (!permitted.ok) return permitted;
  const [payment] = await inTransaction((tx) => findPayments(tx, ctx.actor.merchantId, [command.paymentId]));
  if (payment === undefined) return err({ kind: "not_found", code: "payment_not_found" });
  return ok({ isResolved: (await learnOutcome(ctx, payment)) === "known" });
}
