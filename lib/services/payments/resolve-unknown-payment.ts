import type { Payment } from "@/lib/domain/payments/payment";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import { ok, err, type Result } from "@/lib/domain/result";
import { findCustomer } from "@/lib/db/customers";
import { findPayments, updateToNeverSent } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import { gatewayFor } from "@/lib/gateways/registry";
import type { ServiceContext } from "../context";
import { requirePermission } from "../permissions";
import { applyGatewayResults } from "./apply-gateway-results";

/** Looks the payment up before anything else: by the gateway's id where we have it, else by ours. */
async function lookUp(payment: Payment): Promise<GatewayOutcome<GatewayPayment | null>> {
  const gateway = gatewayFor(payment.gateway);
  if (payment.gatewayPaymentId !== null) return gateway.retrievePayment(payment.gatewayPaymentId);
  const customer = await inTransaction((tx) => findCustomer(tx, payment.merchantId, payment.customerId));
  const gatewayCustomerId = customer?.gatewayCustomerId ?? null;
  if (gatewayCustomerId === null) return { outcome: "succeeded", value: null };
  return gateway.findPayment(payment.id, { gatewayCustomerId });
}

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
  const found = await lookUp(payment);
  if (found.outcome !== "succeeded" && found.outcome !== "pending") return ok({ isResolved: false });
  if (found.value === null) {
    await inTransaction((tx) => updateToNeverSent(tx, payment.merchantId, payment.id));
    return ok({ isResolved: true });
  }
  const applied = await applyGatewayResults(ctx, [
    { paymentId: payment.id, seen: found.value, cause: { kind: "gateway_read", by: "janitor" } },
  ]);
  return ok({ isResolved: applied.length > 0 });
}
