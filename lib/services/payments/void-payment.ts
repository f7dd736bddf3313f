import { err, ok, type Result } from "@/lib/domain/result";
import { isLive, type PaymentState } from "@/lib/domain/payments/payment-state";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import { gatewayFor } from "@/lib/gateways/registry";
import type { ServiceContext } from "../context";
import { requirePermission } from "../permissions";
import { applyGatewayResults } from "./apply-gateway-results";
import { resolveUnknownPayment } from "./resolve-unknown-payment";

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
  if (!isLive(payment.state)) return ok({ state: payment.state });
  if (payment.gatewayPaymentId === null) {
    const resolved = await resolveUnknownPayment(ctx, command);
    return resolved.ok ? ok({ state: payment.state }) : resolved;
  }
  const gateway = gatewayFor(payment.gateway);
  const { gatewayPaymentId } = payment;
  const asked = await gateway.cancelPayment({
    idempotencyKey: `payment:${payment.id}:cancel`,
    gatewayPaymentId,
  });
  // Refused because it is at its end already: then what it ended in is the news.
  const seen = asked.outcome === "not_sent" ? await gateway.retrievePayment(gatewayPaymentId) : asked;
  if (seen.outcome !== "succeeded" && seen.outcome !== "pending")
    return err({ kind: "unavailable", code: "gateway_not_reached" });
  const [applied] = await applyGatewayResults(ctx, [
    { paymentId: payment.id, seen: seen.value, cause: { kind: "command", command: "void-payment" } },
  ]);
  return ok({ state: applied?.state ?? payment.state });
}
