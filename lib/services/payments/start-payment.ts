import type { Failure } from "@/lib/domain/failure";
import type { Money } from "@/lib/domain/money/money";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { Payment } from "@/lib/domain/payments/payment";
import { err, ok, type Result } from "@/lib/domain/result";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { ensureGatewayCustomer } from "../customers/ensure-gateway-customer";
import { requirePermission } from "@/lib/domain/permissions";
import { askOnce } from "../operations/ask-once";
import { applyGatewayResults } from "./apply-gateway-results";
import { beginPayment, type StartPayment } from "./begin-payment";
import { type BegunPayment, createAtGateway } from "./create-at-gateway";
import { clearTheWay } from "./clear-the-way";
import { closeOrphan } from "./close-orphan";
import { linkNewPayment } from "./link-new-payment";
import { notSent } from "./not-sent";
import { recordUnknown } from "./record-unknown";
import { refuseCardTesting } from "./refuse-card-testing";

export interface StartedPayment {
  readonly paymentId: string;
  readonly clientSecret: string;
  readonly amount: Money;
}

/** Reads a payment that is open at the gateway, and has the card kept or not as the buyer wants it now. */
async function resume(
  ctx: ServiceContext,
  payment: Payment,
  gatewayPaymentId: string,
  saveMethod: boolean,
): Promise<GatewayOutcome<GatewayPayment>> {
  const read = await recordedGateway(ctx, payment.gateway, {
    orderId: payment.orderId,
    paymentId: payment.id,
  }).retrievePayment(gatewayPaymentId);
  // Nothing was asked for: whatever went wrong, nothing happened.
  if (read.outcome === "outcome_unknown") return { ...read, outcome: "not_sent" };
  const isOpen =
    read.outcome === "succeeded" &&
    ["requires_payment_method", "requires_action"].includes(read.value.status);
  if (!isOpen || read.value.keepsMethod === saveMethod) return read;
  return keepCard(ctx, payment, gatewayPaymentId, saveMethod);
}

/** Has the gateway keep the card that pays, or not: each change of the buyer's mind is an asking of its own. */
function keepCard(
  ctx: ServiceContext,
  payment: Payment,
  gatewayPaymentId: string,
  saveMethod: boolean,
): Promise<GatewayOutcome<GatewayPayment>> {
  const gateway = recordedGateway(ctx, payment.gateway, { orderId: payment.orderId, paymentId: payment.id });
  const operation = {
    name: `payment:${payment.id}:keep-card`,
    command: "keep-card",
    input: { gatewayPaymentId, saveMethod },
    orderId: payment.orderId,
    paymentId: payment.id,
  };
  return askOnce(ctx, operation, {
    ask: (idempotencyKey) => gateway.updatePayment({ idempotencyKey, gatewayPaymentId, saveMethod }),
    answerOf: () => ({ gatewayPaymentId }),
  });
}

/** Ask: creates the payment at the gateway, or reads the one that is there. The key makes asking twice harmless. */
async function ask(
  ctx: ServiceContext,
  begun: BegunPayment,
  gatewayCustomerId: string,
  saveMethod: boolean,
): Promise<GatewayOutcome<GatewayPayment>> {
  const { payment, isNew } = begun;
  if (payment.gatewayPaymentId !== null) return resume(ctx, payment, payment.gatewayPaymentId, saveMethod);
  const created = await createAtGateway(ctx, begun, gatewayCustomerId);
  // Asked for afterwards, because the key pins the parameters of the first asking; and taken back, because an earlier
  // asking whose reply was lost may have asked for it.
  if (created.outcome !== "succeeded" || (isNew && !saveMethod)) return created;
  return keepCard(ctx, payment, created.value.gatewayPaymentId, saveMethod);
}

function refuseSeen(seen: GatewayPayment): Failure | null {
  if (seen.status === "captured") return { kind: "conflict", code: "payment_already_completed" };
  if (seen.status === "processing" || seen.status === "authorized")
    return { kind: "conflict", code: "order_has_open_payment" };
  return null;
}

/** Record: writes down what was answered. Null when the payment is closed, here or there: a new one may begin. */
async function record(
  ctx: ServiceContext,
  payment: Payment,
  gatewayCustomerId: string,
  asked: GatewayOutcome<GatewayPayment>,
): Promise<Result<StartedPayment> | null> {
  switch (asked.outcome) {
    case "succeeded":
    case "pending": {
      const seen = asked.value;
      const started = { paymentId: payment.id, clientSecret: seen.clientSecret, amount: seen.amount };
      if (await linkNewPayment(payment, gatewayCustomerId, seen, ctx.clock.now())) return ok(started);
      const [applied] = await applyGatewayResults(ctx, [
        { paymentId: payment.id, seen, cause: { kind: "gateway_read", by: "start_payment" } },
      ]);
      if (applied?.state === "canceled") {
        await closeOrphan(ctx, payment, seen);
        return null;
      }
      const refusal = refuseSeen(seen);
      if (refusal !== null) return err(refusal);
      return ok(started);
    }
    case "outcome_unknown":
      await recordUnknown(ctx, payment);
      return err({ kind: "outcome_unknown", code: "awaiting_gateway", paymentId: payment.id });
    case "declined":
      return err({ kind: "declined", code: asked.decline.failureCode, isRetryable: true });
    case "not_sent":
      return err(notSent(asked.code));
  }
}

/**
 * Creates or resumes the one open payment of what an order owes, and answers what the browser needs to confirm it.
 * However often it is asked, from however many tabs, there is one payment, and one PaymentIntent.
 */
export async function startPayment(
  ctx: ServiceContext,
  command: StartPayment,
): Promise<Result<StartedPayment>> {
  const permitted = requirePermission(ctx.actor, "payment.start");
  if (!permitted.ok) return permitted;
  // Whoever has but a link to an order may pay it, and not with the customer's credit.
  const mayUseCredit = command.credit ? requirePermission(ctx.actor, "wallet.read_own") : permitted;
  if (!mayUseCredit.ok) return mayUseCredit;
  if (ctx.actor.kind === "customer" || ctx.actor.kind === "pay_link") {
    const allowed = await refuseCardTesting({ ...ctx, actor: ctx.actor }, "payment");
    if (!allowed.ok) return allowed;
  }
  // A link pays and keeps nothing: cards are kept for whoever has an account.
  const wish = ctx.actor.kind === "pay_link" ? { ...command, saveMethod: false } : command;
  const begun = await inTransaction((tx) => beginPayment(tx, ctx, wish));
  if (!begun.ok) return begun;
  if (begun.value.kind === "in_the_way") {
    const cleared = await clearTheWay(ctx, begun.value.payment);
    return cleared.ok ? startPayment(ctx, command) : cleared;
  }
  const { payment, order, gatewayCustomerId } = begun.value;
  const customer =
    gatewayCustomerId === null ? await ensureGatewayCustomer(ctx, order.customerId) : ok(gatewayCustomerId);
  if (!customer.ok) return customer;
  const asked = await ask(ctx, begun.value, customer.value, wish.saveMethod);
  const recorded = await record(ctx, payment, customer.value, asked);
  return recorded ?? startPayment(ctx, command);
}
