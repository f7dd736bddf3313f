import type { Failure } from "@/lib/domain/failure";
import { err, ok, type Result } from "@/lib/domain/result";
import type { GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { Payment } from "@/lib/domain/payments/payment";
import { isLive, type PaymentState } from "@/lib/domain/payments/payment-state";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import { gatewayFor } from "@/lib/gateways/registry";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { requirePermission } from "@/lib/domain/permissions";
import { applyGatewayResults } from "./apply-gateway-results";
import { resolveUnknownPayment } from "./resolve-unknown-payment";

const NOT_REACHED = { kind: "unavailable", code: "gateway_not_reached" } as const satisfies Failure;

const findPayment = async (merchantId: string, paymentId: string): Promise<Payment | null> =>
  (await inTransaction((tx) => findPayments(tx, merchantId, [paymentId])))[0] ?? null;

/** Cancels it at the gateway. Refused because it is at its end already: then what it ended in is the news. */
async function cancelAtGateway(payment: Payment, gatewayPaymentId: string): Promise<Result<GatewayPayment>> {
  const gateway = gatewayFor(payment.gateway);
  const asked = await gateway.cancelPayment({
    // A key of its own for each asking: under one key the gateway would repeat its first refusal, such as "processing", long
    // after it has come to an end. What is canceled stays canceled, so that asking twice is harmless without a key.
    idempotencyKey: `payment:${payment.id}:cancel:${newId()}`,
    gatewayPaymentId,
  });
  const seen = asked.outcome === "not_sent" ? await gateway.retrievePayment(gatewayPaymentId) : asked;
  return seen.outcome === "succeeded" || seen.outcome === "pending" ? ok(seen.value) : err(NOT_REACHED);
}

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
  const { merchantId } = ctx.actor;
  let payment = await findPayment(merchantId, command.paymentId);
  if (payment?.gatewayPaymentId === null && isLive(payment.state)) {
    // The gateway may have it without our knowing: only what is found there can be given up there.
    const resolved = await resolveUnknownPayment(ctx, command);
    if (!resolved.ok) return resolved;
    if (!resolved.value.isResolved) return err(NOT_REACHED);
    payment = await findPayment(merchantId, command.paymentId);
  }
  if (payment === null) return err({ kind: "not_found", code: "payment_not_found" });
  if (!isLive(payment.state) || payment.gatewayPaymentId === null) return ok({ state: payment.state });
  const seen = await cancelAtGateway(payment, payment.gatewayPaymentId);
  if (!seen.ok) return seen;
  const [applied] = await applyGatewayResults(ctx, [
    { paymentId: payment.id, seen: seen.value, cause: { kind: "command", command: "void-payment" } },
  ]);
  return ok({ state: applied?.state ?? payment.state });
}
