import { money } from "@/lib/domain/money/money";
import type { Payment } from "@/lib/domain/payments/payment";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import { findCustomer } from "@/lib/db/customers";
import { updateToNeverSent } from "@/lib/db/payments";
import { lockOrders, touchOrders } from "@/lib/db/orders";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { lockHolds } from "@/lib/db/wallet-holds";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { recordOrderEvents } from "../orders/record-order-events";
import { releaseHolds } from "../wallets/end-holds";
import { applyGatewayResults } from "./apply-gateway-results";

interface LearnOptions {
  /** Nobody waits for the buyer any more: what the gateway never heard of is at its end. */
  readonly isGivenUp?: boolean;
}

/** underway: the gateway has not heard of it, and may hear of it yet. not_reached: it could not be asked, or has what is not ours. */
type Learned = "known" | "underway" | "not_reached";

/** Looks the payment up before anything else: by the gateway's id where we have it, else by ours. */
async function lookUp(ctx: ServiceContext, payment: Payment): Promise<GatewayOutcome<GatewayPayment | null>> {
  const gateway = recordedGateway(ctx, payment.gateway, { orderId: payment.orderId, paymentId: payment.id });
  if (payment.gatewayPaymentId !== null) return gateway.retrievePayment(payment.gatewayPaymentId);
  const customer = await inTransaction((tx) => findCustomer(tx, payment.merchantId, payment.customerId));
  const gatewayCustomerId = customer?.gatewayCustomerId ?? null;
  if (gatewayCustomerId === null) return { outcome: "succeeded", value: null };
  return gateway.findPayment(payment.id, { gatewayCustomerId });
}

/**
 * Nothing was taken. What is given up with that is on the timeline and on record, as any other end of a payment.
 * Not while what was asked may still arrive at the gateway.
 */
async function giveUpNeverSent(
  tx: Tx,
  ctx: ServiceContext,
  payment: Payment,
  options: LearnOptions,
): Promise<Learned> {
  const { merchantId, orderId, id: paymentId } = payment;
  await lockOrders(tx, merchantId, [orderId]);
  const state = await updateToNeverSent(tx, { merchantId, paymentId, isGivenUp: options.isGivenUp ?? false });
  if (state !== "canceled") return state === null ? "underway" : "known";
  const holds = await lockHolds(tx, merchantId, payment.credit === null ? [] : [paymentId]);
  await releaseHolds(
    tx,
    ctx,
    holds.map((hold) => ({ hold, reason: "payment_canceled" })),
  );
  const amount = money(payment.amountMinor, payment.currency);
  await touchOrders(tx, merchantId, [orderId]);
  const event = (kind: "payment_canceled" | "credit_released", amountMinor: bigint) => ({
    orderId,
    kind,
    fromState: null,
    toState: null,
    details: { amountMinor: String(amountMinor), currency: payment.currency, isNeverSent: true },
    paymentId,
    occurredAt: ctx.clock.now(),
  });
  await recordOrderEvents(tx, ctx, { kind: "gateway_read", by: "janitor" }, [
    event("payment_canceled", payment.amountMinor),
    ...holds.map((hold) => event("credit_released", hold.amountMinor)),
  ]);
  await recordAuditEvent(tx, ctx, {
    eventType: "payment.canceled",
    command: "resolve-unknown-payment",
    outcome: "succeeded",
    orderId,
    paymentId,
    amount,
    reason: "The gateway has never heard of it.",
    changes: { from: payment.state, to: state },
  });
  return "known";
}

/**
 * Asks the gateway what became of a payment and applies it; for callers that know whose payment it is. When it has never
 * heard of it, nothing was taken, and the buyer may begin again.
 */
export async function learnOutcome(
  ctx: ServiceContext,
  payment: Payment,
  options: LearnOptions = {},
): Promise<Learned> {
  const found = await lookUp(ctx, payment);
  if (found.outcome !== "succeeded" && found.outcome !== "pending") return "not_reached";
  if (found.value === null) return inTransaction((tx) => giveUpNeverSent(tx, ctx, payment, options));
  const applied = await applyGatewayResults(ctx, [
    { paymentId: payment.id, seen: found.value, cause: { kind: "gateway_read", by: "janitor" } },
  ]);
  return applied.length > 0 ? "known" : "not_reached";
}
