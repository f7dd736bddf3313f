import type { Failure } from "@/lib/domain/failure";
import { err, ok, type Result } from "@/lib/domain/result";
import type { Payment } from "@/lib/domain/payments/payment";
import { isLive, type PaymentState } from "@/lib/domain/payments/payment-state";
import { findPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { applyGatewayResults } from "./apply-gateway-results";
import { cancelAtGateway } from "./cancel-at-gateway";
import { learnOutcome } from "./learn-outcome";

const NOT_REACHED = { kind: "unavailable", code: "gateway_not_reached" } as const satisfies Failure;

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
