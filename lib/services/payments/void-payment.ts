import type { Failure } from "@/lib/domain/failure";
import { err, ok, type Result } from "@/lib/domain/result";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { Payment } from "@/lib/domain/payments/payment";
import { isLive, type PaymentState } from "@/lib/domain/payments/payment-state";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import { gatewayFor } from "@/lib/gateways/registry";
import type { ServiceContext } from "../context";
import { askOnce } from "../operations/ask-once";
import { requirePermission } from "@/lib/domain/permissions";
import { applyGatewayResults } from "./apply-gateway-results";
import { resolveUnknownPayment } from "./resolve-unknown-payment";

const NOT_REACHED = { kind: "unavailable", code: "gateway_not_reached" } as const satisfies Failure;

const findPayment = async (merchantId: string, paymentId: string): Promise<Payment | null> =>
  (await inTransaction((tx) => findPayments(tx, merchantId, [paymentId])))[0] ?? null;

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
  const gateway = gatewayFor(payment.gateway);
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
  const seen = await cancelAtGateway(ctx, payment, payment.gatewayPaymentId);
  if (!seen.ok) return seen;
  const [applied] = await applyGatewayResults(ctx, [
    { paymentId: payment.id, seen: seen.value, cause: { kind: "command", command: "void-payment" } },
  ]);
  return ok({ state: applied?.state ?? payment.state });
}
