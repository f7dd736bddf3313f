import { err, ok, type Result } from "@/lib/domain/result";
import { findConsent } from "@/lib/db/card-consent";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { requirePermission } from "@/lib/domain/permissions";
import { keepMethod } from "./keep-method";

/** After a payment whose buyer agreed to it, keeps the card that paid. */
export async function savePaymentMethod(
  ctx: ServiceContext,
  command: { readonly paymentId: string },
): Promise<Result<{ isSaved: boolean }>> {
  const permitted = requirePermission(ctx.actor, "payment_method.manage");
  if (!permitted.ok) return permitted;
  const { merchantId } = ctx.actor;
  const { payment, consent } = await inTransaction(async (tx) => ({
    payment: (await findPayments(tx, merchantId, [command.paymentId]))[0],
    consent: await findConsent(tx, merchantId, command.paymentId),
  }));
  if (payment === undefined) return err({ kind: "not_found", code: "payment_not_found" });
  if (consent === null || payment.gatewayPaymentId === null) return ok({ isSaved: false });
  const gateway = recordedGateway(ctx, payment.gateway, { orderId: payment.orderId, paymentId: payment.id });
  const seen = await gateway.retrievePayment(payment.gatewayPaymentId);
  if (seen.outcome !== "succeeded") return err({ kind: "unavailable", code: "gateway_not_reached" });
  if (seen.value.savedMethodId === null) return ok({ isSaved: false });
  const method = await gateway.retrieveMethod(seen.value.savedMethodId);
  if (method.outcome !== "succeeded") return err({ kind: "unavailable", code: "gateway_not_reached" });
  await keepMethod(ctx, { customerId: payment.customerId, method: method.value, consent });
  return ok({ isSaved: true });
}
