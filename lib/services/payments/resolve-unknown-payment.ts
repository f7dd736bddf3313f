import { money } from "@/lib/domain/money/money";
import type { Payment } from "@/lib/domain/payments/payment";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import { ok, err, type Result } from "@/lib/domain/result";
import { findCustomer } from "@/lib/db/customers";
import { findPayments, updateToNeverSent } from "@/lib/db/payments";
import { lockOrders, touchOrders } from "@/lib/db/orders";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { gatewayFor } from "@/lib/gateways/registry";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";
import { requirePermission } from "@/lib/domain/permissions";
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

/** Nothing was taken. What is given up with that is on the timeline and on record, as any other end of a payment. */
async function giveUpNeverSent(tx: Tx, ctx: ServiceContext, payment: Payment): Promise<void> {
  const { merchantId, orderId, id: paymentId } = payment;
  await lockOrders(tx, merchantId, [orderId]);
  const state = await updateToNeverSent(tx, merchantId, paymentId);
  if (state !== "canceled") return;
  const amount = money(payment.amountMinor, payment.currency);
  await touchOrders(tx, merchantId, [orderId]);
  await recordOrderEvents(tx, ctx, { kind: "gateway_read", by: "janitor" }, [
    {
      orderId,
      kind: "payment_canceled",
      fromState: null,
      toState: null,
      details: { amountMinor: String(amount.amountMinor), currency: amount.currency, isNeverSent: true },
      paymentId,
      occurredAt: ctx.clock.now(),
    },
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
    await inTransaction((tx) => giveUpNeverSent(tx, ctx, payment));
    return ok({ isResolved: true });
  }
  const applied = await applyGatewayResults(ctx, [
    { paymentId: payment.id, seen: found.value, cause: { kind: "gateway_read", by: "janitor" } },
  ]);
  return ok({ isResolved: applied.length > 0 });
}
