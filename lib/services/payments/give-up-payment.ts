import type { Failure } from "@/lib/domain/failure";
import { err, ok, type Result } from "@/lib/domain/result";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { Payment } from "@/lib/domain/payments/payment";
import { isLive, type PaymentState } from "@/lib/domain/payments/payment-state";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { askOnce } from "../operations/ask-once";
import { applyGatewayResults } from "./apply-gateway-results";
import { learnOutcome } from "./learn-outcome";

const NOT_REACHED = { kind: "unavailable", code: "gateway_not_reached" } as const satisfies Failure;

/** A payment that is still open was not canceled. */
function unlessOpen(seen: GatewayOutcome<GatewayPayment>): GatewayOutcome<GatewayPayment | null> {
  const isOver =
    seen.outcome !== "succeeded" || seen.value.status === "canceled" || seen.value.status === "captured";
  return isOver ? seen : { outcome: "succeeded", value: null };
}

/** Cancels it at the gateway. Refused because it is at its end already: then what it ended in is the news. */
async function cancelAtGateway(
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
  return seen.outcome === "succeeded" || seen.outcome === "pending" ? ok(seen.value) : err(NOT_REACHED);
}

/** The payment with its name at the gateway, where it has one: only what is found there can be given up there. */
async function findAtGateway(ctx: ServiceContext, payment: Payment): Promise<Result<Payment>> {
  if (payment.gatewayPaymentId !== null || !isLive(payment.state)) return ok(payment);
  const learned = await learnOutcome(ctx, payment, { isGivenUp: true });
  if (learned === "not_reached") return err(NOT_REACHED);
  if (learned === "underway") return err({ kind: "conflict", code: "order_has_open_payment" });
  const [now] = await inTransaction((tx) => findPayments(tx, payment.merchantId, [payment.id]));
  return ok(now ?? payment);
}

/**
 * Gives up an open payment at the gateway; for callers that know whose payment it is. It is void only once the gateway reads
 * canceled, or has never heard of it; when the buyer was faster, the money that arrived is applied like any other news. The
 * answer is where it stands then. While somebody is asking the gateway for it, it cannot be given up.
 */
export async function giveUpPayment(
  ctx: ServiceContext,
  payment: Payment,
): Promise<Result<{ state: PaymentState }>> {
  const found = await findAtGateway(ctx, payment);
  if (!found.ok) return found;
  const { state, gatewayPaymentId } = found.value;
  if (!isLive(state)) return ok({ state });
  if (gatewayPaymentId === null) return err({ kind: "conflict", code: "order_has_open_payment" });
  const seen = await cancelAtGateway(ctx, payment, gatewayPaymentId);
  if (!seen.ok) return seen;
  const [applied] = await applyGatewayResults(ctx, [
    { paymentId: payment.id, seen: seen.value, cause: { kind: "command", command: "void-payment" } },
  ]);
  return ok({ state: applied?.state ?? state });
}

/**
 * Closes at the gateway what was made there for a payment that had been given up meanwhile. It was never shown to the buyer,
 * so nobody can have paid it.
 */
export async function closeOrphan(
  ctx: ServiceContext,
  payment: Payment,
  seen: GatewayPayment,
): Promise<void> {
  if (seen.status === "canceled" || seen.status === "captured") return;
  await cancelAtGateway(ctx, payment, seen.gatewayPaymentId);
}
