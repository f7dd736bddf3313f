import { errorClass } from "@/lib/domain/payments/gateway-errors";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { ActiveConsent } from "@/lib/db/charge-consents";
import { findGatewayCustomers } from "@/lib/db/customers";
import { findAttempts } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { askOnce } from "../operations/ask-once";
import { applyGatewayResults } from "../payments/apply-gateway-results";
import { createAtGateway } from "../payments/create-at-gateway";
import { learnOutcome } from "../payments/learn-outcome";
import { linkNewPayment } from "../payments/link-new-payment";
import { recordUnknown } from "../payments/record-unknown";
import type { BegunCharge } from "./begin-charge";
import { endCharge } from "./end-charge";

const CAUSE = { kind: "command", command: "collect-installment" } as const;

/** What the gateway will not do however often it is asked, in the form of a decline: somebody has to put it right. */
async function endRefused(ctx: ServiceContext, charge: BegunCharge, code: string): Promise<void> {
  // What is only held back or turned away unread is asked for again when the lease runs out, as the same attempt.
  if (errorClass({ outcome: "not_sent", code }).retry !== "staff") return;
  await endCharge(ctx, charge, { kind: "declined", decline: { failureCode: code, declineCode: null } });
}

/** The payment at the gateway, made there if it is not yet; null where it cannot be charged now. */
async function paymentAtGateway(ctx: ServiceContext, charge: BegunCharge): Promise<string | null> {
  const { payment, order } = charge;
  if (payment.gatewayPaymentId !== null) return payment.gatewayPaymentId;
  const customers = await inTransaction((tx) =>
    findGatewayCustomers(tx, order.merchantId, [order.customerId]),
  );
  const gatewayCustomerId = customers.get(order.customerId);
  if (gatewayCustomerId === undefined) {
    await endRefused(ctx, charge, "resource_missing");
    return null;
  }
  const created = await createAtGateway(ctx, charge, gatewayCustomerId);
  switch (created.outcome) {
    case "succeeded":
    case "pending": {
      const seen = created.value;
      if (await linkNewPayment(payment, gatewayCustomerId, seen, ctx.clock.now()))
        return seen.gatewayPaymentId;
      const [applied] = await applyGatewayResults(ctx, [{ paymentId: payment.id, seen, cause: CAUSE }]);
      return applied?.state === "pending" || applied?.state === "failed" ? seen.gatewayPaymentId : null;
    }
    case "outcome_unknown":
      await recordUnknown(ctx, payment);
      return null;
    case "declined":
      await endCharge(ctx, charge, { kind: "declined", decline: created.decline });
      return null;
    case "not_sent":
      await endRefused(ctx, charge, created.code);
      return null;
  }
}

/** Whether the gateway shows anything of this attempt: money that moves, or a charge that we have not heard of. */
async function traceOf(charge: BegunCharge, seen: GatewayPayment): Promise<GatewayPayment | null> {
  if (seen.status !== "requires_payment_method") return seen;
  const { payment } = charge;
  const known = await inTransaction((tx) => findAttempts(tx, payment.merchantId, [payment.id]));
  const isKnown = known.some(({ externalId }) => externalId === seen.latestCharge?.id);
  return seen.latestCharge === null || isKnown ? null : seen;
}

/** Charges the card, under a key of this attempt: asked twice, or by two at once, the gateway does it once. */
function confirm(
  ctx: ServiceContext,
  charge: BegunCharge,
  { gatewayMethodId }: ActiveConsent,
  gatewayPaymentId: string,
): Promise<GatewayOutcome<GatewayPayment>> {
  const { payment, order, installmentId, attempt } = charge;
  const gateway = recordedGateway(ctx, payment.gateway, { orderId: order.id, paymentId: payment.id });
  const operation = {
    name: `installment:${installmentId}:charge:${attempt}`,
    command: "charge-card",
    input: { gatewayPaymentId, gatewayMethodId },
    orderId: order.id,
    paymentId: payment.id,
  };
  return askOnce(ctx, operation, {
    ask: (idempotencyKey) => gateway.confirmPayment({ idempotencyKey, gatewayPaymentId, gatewayMethodId }),
    answerOf: (seen) => ({ gatewayPaymentId: seen.gatewayPaymentId }),
    lookUp: async () => {
      const found = await gateway.retrievePayment(gatewayPaymentId);
      if (found.outcome !== "succeeded" && found.outcome !== "pending") return found;
      return { outcome: "succeeded", value: await traceOf(charge, found.value) };
    },
  });
}

/** Ask and record: has the card charged, and writes down what came of it through the door that all news of payments take. */
export async function askCharge(ctx: ServiceContext, charge: BegunCharge): Promise<void> {
  const { payment, consent } = charge;
  const ended = {
    kind: "declined",
    decline: { failureCode: "consent_withdrawn", declineCode: null },
  } as const;
  if (consent === null) {
    const learned = await learnOutcome(ctx, payment);
    return learned === "known" ? endCharge(ctx, charge, ended) : undefined;
  }
  const gatewayPaymentId = await paymentAtGateway(ctx, charge);
  if (gatewayPaymentId === null) return;
  const asked = await confirm(ctx, charge, consent, gatewayPaymentId);
  switch (asked.outcome) {
    case "succeeded":
    case "pending":
      await applyGatewayResults(ctx, [{ paymentId: payment.id, seen: asked.value, cause: CAUSE }]);
      return;
    case "outcome_unknown":
      return recordUnknown(ctx, payment);
    case "declined": {
      // What the payment is now says more than the refusal; where it cannot be read, the webhook or the next look brings it.
      const learned = await learnOutcome(ctx, { ...payment, gatewayPaymentId });
      if (learned !== "known") return;
      const kind =
        asked.decline.failureCode === "authentication_required" ? "authentication_needed" : "declined";
      return endCharge(ctx, charge, { kind, decline: asked.decline });
    }
    case "not_sent": {
      if (errorClass(asked).retry !== "staff") return;
      const learned = await learnOutcome(ctx, { ...payment, gatewayPaymentId });
      if (learned === "known") await endRefused(ctx, charge, asked.code);
    }
  }
}
