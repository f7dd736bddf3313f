import { seesOrder } from "@/lib/domain/actor";
import type { EventCause } from "@/lib/domain/orders/order";
import type { OrderState } from "@/lib/domain/orders/order-state";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import { err, ok, type Result } from "@/lib/domain/result";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { requirePermission } from "@/lib/domain/permissions";
import { applyGatewayResults } from "./apply-gateway-results";
import { notSent } from "./not-sent";

type ReadBy = Extract<EventCause, { kind: "gateway_read" }>["by"];

function readerOf(ctx: ServiceContext): ReadBy {
  switch (ctx.actor.kind) {
    case "customer":
    case "pay_link":
      return "return_page";
    case "staff":
      return "staff";
    case "system":
      return "janitor";
  }
}

/**
 * Asks the gateway what became of a payment and applies the answer. The page that a customer returns to calls it, and so
 * can staff: nobody needs to wait for a webhook, and nothing that a browser says is believed.
 */
export async function refreshPayment(
  ctx: ServiceContext,
  command: { readonly paymentId: string },
): Promise<Result<{ state: PaymentState; orderState: OrderState }>> {
  const { actor } = ctx;
  const permitted = requirePermission(
    actor,
    actor.kind === "customer" || actor.kind === "pay_link" ? "payment.refresh_own" : "payment.refresh",
  );
  if (!permitted.ok) return permitted;
  const [payment] = await inTransaction((tx) => findPayments(tx, actor.merchantId, [command.paymentId]));
  const isVisible =
    payment !== undefined && seesOrder(actor, { id: payment.orderId, customerId: payment.customerId });
  if (!isVisible) return err({ kind: "not_found", code: "payment_not_found" });
  if (payment.gatewayPaymentId === null)
    return err({ kind: "outcome_unknown", code: "awaiting_gateway", paymentId: payment.id });
  const asked = await recordedGateway(ctx, payment.gateway, {
    orderId: payment.orderId,
    paymentId: payment.id,
  }).retrievePayment(payment.gatewayPaymentId);
  if (asked.outcome !== "succeeded" && asked.outcome !== "pending") {
    return err(notSent(asked.outcome === "not_sent" ? asked.code : ""));
  }
  const [applied] = await applyGatewayResults(ctx, [
    { paymentId: payment.id, seen: asked.value, cause: { kind: "gateway_read", by: readerOf(ctx) } },
  ]);
  if (applied === undefined) return err({ kind: "not_found", code: "payment_not_found" });
  return ok({ state: applied.state, orderState: applied.orderState });
}
