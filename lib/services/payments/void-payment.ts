import { err, type Result } from "@/lib/domain/result";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { requirePermission } from "@/lib/domain/permissions";
import { giveUpPayment } from "./give-up-payment";

/**
 * Gives up an open payment at the gateway. It is void only once the gateway reads canceled; when the buyer was faster, the
 * money that arrived is applied like any other news.
 */
export async function voidPayment(
  ctx: ServiceContext,
  command: { readonly paymentId: string },
): Promise<Result<{ state: PaymentState }>> {
  const permitted = requirePermission(ctx.actor, "order.cancel");
  if (!permitted.ok) return permitted;
  const [payment] = await inTransaction((tx) => findPayments(tx, ctx.actor.merchantId, [command.paymentId]));
  if (payment === undefined) return err({ kind: "not_found", code: "payment_not_found" });
  return giveUpPayment(ctx, payment);
}
