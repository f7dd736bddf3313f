import type { Failure } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { type Money, money } from "@/lib/domain/money/money";
import type { Installment, Order } from "@/lib/domain/orders/order";
import { saveCardConsent } from "@/lib/domain/payments/consent";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { Payment } from "@/lib/domain/payments/payment";
import { err, ok, type Result } from "@/lib/domain/result";
import { findGatewayCustomers } from "@/lib/db/customers";
import { findMerchant } from "@/lib/db/merchants";
import { lockInstallments } from "@/lib/db/orders";
import { updateSaveMethod } from "@/lib/db/card-consent";
import { insertPayment, lockLivePayments, updateToUnknown } from "@/lib/db/payments";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { gatewayFor } from "@/lib/gateways/registry";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { ensureGatewayCustomer } from "../customers/ensure-gateway-customer";
import { lockOwnOrder } from "../orders/lock-own-order";
import { recordOrderEvents } from "../orders/record-order-events";
import { requirePermission } from "@/lib/domain/permissions";
import { askOnce } from "../operations/ask-once";
import { operationRow } from "../operations/operation-row";
import { applyGatewayResults } from "./apply-gateway-results";
import { type BegunPayment, createAtGateway, creationOf } from "./create-at-gateway";
import { linkNewPayment } from "./link-new-payment";
import { notSent } from "./not-sent";
import { refuseCardTesting } from "./refuse-card-testing";

export interface StartPayment {
  readonly orderId: string;
  /** Whether the buyer agreed to have the card kept (see saveCardConsent). */
  readonly saveMethod: boolean;
}

export interface StartedPayment {
  readonly paymentId: string;
  readonly clientSecret: string;
  readonly amount: Money;
}

/** A payment that is begun, and who its buyer is to the gateway, where it knows them already. */
interface Begun extends BegunPayment {
  readonly gatewayCustomerId: string | null;
}

function refuseOrder(order: Order): Failure | null {
  if (order.state === "paid") return { kind: "conflict", code: "order_already_paid" };
  return order.state === "payment_pending" ? null : { kind: "conflict", code: "order_not_payable" };
}

async function recordStart(tx: Tx, ctx: ServiceContext, payment: Payment): Promise<void> {
  const amount = money(payment.amountMinor, payment.currency);
  await recordOrderEvents(tx, ctx, { kind: "command", command: "start-payment" }, [
    {
      orderId: payment.orderId,
      kind: "payment_started",
      fromState: null,
      toState: null,
      details: { amountMinor: String(amount.amountMinor), currency: amount.currency },
      paymentId: payment.id,
      occurredAt: payment.createdAt,
    },
  ]);
  await recordAuditEvent(tx, ctx, {
    eventType: "payment.started",
    command: "start-payment",
    outcome: "pending",
    orderId: payment.orderId,
    paymentId: payment.id,
    amount,
    idempotencyKey: creationOf(payment).name,
  });
}

async function insertNew(
  tx: Tx,
  ctx: ServiceContext,
  order: Order,
  due: Installment,
  consent: string | null,
): Promise<Payment> {
  const at = ctx.clock.now();
  const payment: Payment = {
    merchantId: order.merchantId,
    id: newId(),
    orderId: order.id,
    installmentId: due.id,
    customerId: order.customerId,
    purpose: "full",
    gateway: "stripe",
    state: "pending",
    currency: due.currency,
    amountMinor: due.amountMinor - due.paidMinor,
    gatewayPaymentId: null,
    saveMethod: consent !== null,
    createdAt: at,
    traceId: ctx.traceId,
  };
  await insertPayment(
    tx,
    payment,
    consent === null ? {} : { consent: { text: consent, at: at.toISOString() } },
    operationRow(ctx, creationOf(payment)),
  );
  await recordStart(tx, ctx, payment);
  return payment;
}

/** Begin: locks the order, decides what is due, and makes sure that exactly one payment of it is open. */
async function begin(tx: Tx, ctx: ServiceContext, command: StartPayment): Promise<Result<Begun>> {
  const found = await lockOwnOrder(tx, ctx, command.orderId);
  if (!found.ok) return found;
  const order = found.value;
  const refusal = refuseOrder(order);
  if (refusal !== null) return err(refusal);
  const installments = await lockInstallments(tx, order.merchantId, [order.id]);
  const [due] = installments
    .filter((part) => part.state === "due")
    .toSorted((left, right) => left.position - right.position);
  if (due === undefined) return err({ kind: "rejected", code: "nothing_due" });
  const merchant = await findMerchant(tx, order.merchantId);
  invariant(merchant !== null, "An order has a merchant.");
  const live = await lockLivePayments(tx, order.merchantId, order.id);
  const open = live.find((payment) => payment.installmentId === due.id);
  const gatewayCustomers = await findGatewayCustomers(tx, order.merchantId, [order.customerId]);
  const known = { order, merchant, gatewayCustomerId: gatewayCustomers.get(order.customerId) ?? null };
  const consent = command.saveMethod ? saveCardConsent(merchant.name) : null;
  if (open === undefined) {
    const payment = await insertNew(tx, ctx, order, due, consent);
    return ok({ ...known, payment, isNew: true });
  }
  // The buyer may have changed their mind about keeping the card.
  if (open.saveMethod !== command.saveMethod)
    await updateSaveMethod(tx, open, consent === null ? null : { text: consent, at: ctx.clock.now() });
  return ok({ ...known, payment: open, isNew: false });
}

/** Reads a payment that is open at the gateway, and has the card kept or not as the buyer wants it now. */
async function resume(
  ctx: ServiceContext,
  payment: Payment,
  gatewayPaymentId: string,
  saveMethod: boolean,
): Promise<GatewayOutcome<GatewayPayment>> {
  const read = await gatewayFor(payment.gateway).retrievePayment(gatewayPaymentId);
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
  const gateway = gatewayFor(payment.gateway);
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
      if (applied?.state === "canceled") return null;
      const refusal = refuseSeen(seen);
      if (refusal !== null) return err(refusal);
      return ok(started);
    }
    case "outcome_unknown":
      await inTransaction((tx) => updateToUnknown(tx, payment.merchantId, payment.id));
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
  if (ctx.actor.kind === "customer") {
    const allowed = await refuseCardTesting({ ...ctx, actor: ctx.actor }, "payment");
    if (!allowed.ok) return allowed;
  }
  const begun = await inTransaction((tx) => begin(tx, ctx, command));
  if (!begun.ok) return begun;
  const { payment, order, gatewayCustomerId } = begun.value;
  const customer =
    gatewayCustomerId === null ? await ensureGatewayCustomer(ctx, order.customerId) : ok(gatewayCustomerId);
  if (!customer.ok) return customer;
  const asked = await ask(ctx, begun.value, customer.value, command.saveMethod);
  const recorded = await record(ctx, payment, customer.value, asked);
  return recorded ?? startPayment(ctx, command);
}
