import { err, ok, type Result } from "@/lib/domain/result";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { Payment } from "@/lib/domain/payments/payment";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { askOnce } from "../operations/ask-once";

/** A payment that is still open was not canceled. */
function unlessOpen(seen: GatewayOutcome<GatewayPayment>): GatewayOutcome<GatewayPayment | null> {
  const isOver =
    seen.outcome !== "succeeded" || seen.value.status === "canceled" || seen.value.status === "captured";
  return isOver ? seen : { outcome: "succeeded", value: null };
}

/** Cancels it at the gateway. Refused because it is at its end already: then what it ended in is the news. */
export async function cancelAtGateway(
  ctx: ServiceContext,
  payment: Payment,
  gatewayPaymentId: string,
): Promise<Result<GatewayPayment>> {
  const gateway = recordedGateway(ctx, payment.gateway, { orderId: payment.orderId, paymentId: payment.id });
  const operation = {
    name: `payment:${payment.id}:cancel`,
    command: "void-payment",
    input: { gatewayPaymentId },
    orderId: payment.orderId,
    paymentId: payment.id,
  };
  // A refusal, such as while it processes, ends the attempt: the next one has a key under which nothing is kept.
  const asked = await askOnce(ctx, operation, {
    ask: (idempotencyKey) => gateway.cancelPayment({ idempotencyKey, gatewayPaymentId }),
    answerOf: ({ status }) => ({ status }),
    lookUp: async () => unlessOpen(await gateway.retrievePayment(gatewayPaymentId)),
  });
  const seen = asked.outcome === "not_sent" ? await gateway.retrievePayment(gatewayPaymentId) : asked;
  return seen.outcome === "succeeded" || seen.outcome === "pending"
    ? ok(seen.value)
    : err({ kind: "unavailable", code: "gateway_not_reached" });
}
