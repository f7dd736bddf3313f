import type { Failure } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import { type Installment, leftMinor, type Order } from "@/lib/domain/orders/order";
import { saveCardConsent } from "@/lib/domain/payments/consent";
import { dueInstallments, type PaymentScope } from "@/lib/domain/payments/due-installments";
import type { Payment, PaymentPurpose } from "@/lib/domain/payments/payment";
import { err, ok, type Result } from "@/lib/domain/result";
import { findGatewayCustomers } from "@/lib/db/customers";
import { findMerchant } from "@/lib/db/merchants";
import { lockInstallments } from "@/lib/db/installments";
import { updateSaveMethod } from "@/lib/db/card-consent";
import { insertPayment, lockLivePayments } from "@/lib/db/payments";
import type { Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { operationRow } from "../operations/operation-row";
import { lockOwnOrder } from "../orders/lock-own-order";
import { recordOrderEvents } from "../orders/record-order-events";
import { type BegunPayment, creationOf } from "./create-at-gateway";

export interface StartPayment {
  readonly orderId: string;
  /** Whether the buyer agreed to have the card kept (see saveCardConsent). */
  readonly saveMethod: boolean;
  /**
   * How much is to be paid: what is due (nothing said), the next installment whether or not it is due, or all that is left.
   */
  readonly scope?: PaymentScope;
}

/** A payment that is begun, and who its buyer is to the gateway, where it knows them already. */
interface Begun extends BegunPayment {
  readonly kind: "begun";
  readonly gatewayCustomerId: string | null;
}

/** An open payment over what was due or wished before. It has to be given up first: nobody may be able to pay both. */
interface InTheWay {
  readonly kind: "in_the_way";
  readonly payment: Payment;
}

/** What an order owes now: the order, the part of it that is due, and the payment of that part that is open. */
export interface Owed {
  readonly order: Order;
  /** The first part that is paid. */
  readonly due: Installment;
  /** What is to be paid now, in minor units. */
  readonly dueMinor: bigint;
  readonly open: Payment | null;
}

function refuseOrder(order: Order): Failure | null {
  if (order.state === "paid") return { kind: "conflict", code: "order_already_paid" };
  const isPayable = order.state === "payment_pending" || order.state === "deposit_pending";
  return isPayable ? null : { kind: "conflict", code: "order_not_payable" };
}

/** What a payment of an installment is for, as the gateway and the statement name it. */
export function purposeOf(_order: Order, installment: Installment): PaymentPurpose {
  return installment.purpose;
}

/** Locks an order of the actor's with all that decides what may be paid of it now. */
export async function lockOwed(
  tx: Tx,
  ctx: ServiceContext,
  orderId: string,
  scope: PaymentScope = "due",
): Promise<Result<Owed>> {
  const found = await lockOwnOrder(tx, ctx, orderId);
  if (!found.ok) return found;
  const order = found.value;
  const refusal = refuseOrder(order);
  if (refusal !== null) return err(refusal);
  const parts = dueInstallments(order, await lockInstallments(tx, order.merchantId, [order.id]), scope);
  const [due] = parts;
  if (due === undefined) return err({ kind: "rejected", code: "nothing_due" });
  const live = await lockLivePayments(tx, order.merchantId, order.id);
  const dueMinor = parts.reduce((sum, part) => sum + leftMinor(part), 0n);
  return ok({ order, due, dueMinor, open: live.find((payment) => payment.installmentId === due.id) ?? null });
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
  { order, due, dueMinor }: Owed,
  consent: string | null,
): Promise<Payment> {
  const at = ctx.clock.now();
  const payment: Payment = {
    merchantId: order.merchantId,
    id: newId(),
    orderId: order.id,
    installmentId: due.id,
    customerId: order.customerId,
    purpose: purposeOf(order, due),
    gateway: "stripe",
    state: "pending",
    currency: due.currency,
    amountMinor: dueMinor,
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

/** Whether going on with an open payment pays what is wanted now. */
function fits({ dueMinor, open }: Owed): boolean {
  return open === null || open.amountMinor === dueMinor;
}

/** Begin: locks the order, decides what is due, and makes sure that exactly one payment of it is open. */
export async function beginPayment(
  tx: Tx,
  ctx: ServiceContext,
  command: StartPayment,
): Promise<Result<Begun | InTheWay>> {
  const found = await lockOwed(tx, ctx, command.orderId, command.scope);
  if (!found.ok) return found;
  const { order, open } = found.value;
  if (open !== null && !fits(found.value)) return ok({ kind: "in_the_way", payment: open });
  const merchant = await findMerchant(tx, order.merchantId);
  invariant(merchant !== null, "An order has a merchant.");
  const gatewayCustomers = await findGatewayCustomers(tx, order.merchantId, [order.customerId]);
  const gatewayCustomerId = gatewayCustomers.get(order.customerId) ?? null;
  const known = { kind: "begun", order, merchant, gatewayCustomerId } as const;
  const consent = command.saveMethod ? saveCardConsent(merchant.name) : null;
  if (open === null) {
    const payment = await insertNew(tx, ctx, found.value, consent);
    return ok({ ...known, payment, isNew: true });
  }
  // The buyer may have changed their mind about keeping the card.
  if (open.saveMethod !== command.saveMethod)
    await updateSaveMethod(tx, open, consent === null ? null : { text: consent, at: ctx.clock.now() });
  return ok({ ...known, payment: open, isNew: false });
}
