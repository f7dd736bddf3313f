import type { Failure } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import { type Installment, leftMinor, type Order } from "@/lib/domain/orders/order";
import { saveCardConsent } from "@/lib/domain/payments/consent";
import { dueInstallments, type PaymentScope } from "@/lib/domain/payments/due-installments";
import { newPayment } from "@/lib/domain/payments/new-payment";
import type { Payment } from "@/lib/domain/payments/payment";
import type { CreditWish } from "@/lib/domain/wallets/wallet-hold";
import { isSameWish } from "@/lib/domain/payments/is-same-wish";
import { splitDue } from "@/lib/domain/payments/split-due";
import { err, ok, type Result } from "@/lib/domain/result";
import { findGatewayCustomers } from "@/lib/db/customers";
import { findMerchant, type MerchantRow } from "@/lib/db/merchants";
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
import { holdForPayment, prolongHold } from "./hold-for-payment";

export interface StartPayment {
  readonly orderId: string;
  /** Whether the buyer agreed to have the card kept (see saveCardConsent). */
  readonly saveMethod: boolean;
  /**
   * How much is to be paid: what is due (nothing said), the next installment whether or not it is due, or all that is left.
   */
  readonly scope?: PaymentScope;
  /** Credit that pays a part of what is due, as the buyer saw it; the card pays the rest. */
  readonly credit?: CreditWish | null;
}

/** A payment that is begun, and who its buyer is to the gateway, where it knows them already. */
interface Begun extends BegunPayment {
  readonly kind: "begun";
  readonly gatewayCustomerId: string | null;
}

/** An open payment over what was due or wished before. It has to be given up first: nobody may be able to pay both. */
export interface InTheWay {
  readonly kind: "in_the_way";
  readonly payment: Payment;
}

/** What an order owes now: the order, the part of it that is due, and the payment of that part that is open. */
export interface Owed {
  readonly order: Order;
  /** The first part that is paid. */
  readonly due: Installment;
  /** All of the order's, that one among them. */
  readonly installments: readonly Installment[];
  /** What is to be paid now, in minor units. */
  readonly dueMinor: bigint;
  readonly open: Payment | null;
}

function refuseOrder(order: Order): Failure | null {
  if (order.state === "paid") return { kind: "conflict", code: "order_already_paid" };
  const isPayable = order.state === "payment_pending" || order.state === "deposit_pending";
  return isPayable ? null : { kind: "conflict", code: "order_not_payable" };
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
  const installments = await lockInstallments(tx, order.merchantId, [order.id]);
  const parts = dueInstallments(order, installments, scope);
  const [due] = parts;
  if (due === undefined) return err({ kind: "rejected", code: "nothing_due" });
  const live = await lockLivePayments(tx, order.merchantId, order.id);
  const dueMinor = parts.reduce((sum, part) => sum + leftMinor(part), 0n);
  const open = live.find((payment) => payment.installmentId === due.id) ?? null;
  return ok({ order, due, installments, dueMinor, open });
}

/** That a payment is begun, and credit held beside it: on the timeline and on record. */
export async function recordStart(tx: Tx, ctx: ServiceContext, payment: Payment): Promise<void> {
  const amount = money(payment.amountMinor, payment.currency);
  const creditMinor = payment.credit?.amountMinor ?? 0n;
  const event = (kind: "payment_started" | "credit_held", amountMinor: bigint) => ({
    orderId: payment.orderId,
    kind,
    fromState: null,
    toState: null,
    details: { amountMinor: String(amountMinor), currency: payment.currency },
    paymentId: payment.id,
    occurredAt: payment.createdAt,
  });
  await recordOrderEvents(tx, ctx, { kind: "command", command: "start-payment" }, [
    event("payment_started", payment.amountMinor),
    ...(creditMinor === 0n ? [] : [event("credit_held", creditMinor)]),
  ]);
  await recordAuditEvent(tx, ctx, {
    eventType: "payment.started",
    command: "start-payment",
    outcome: "pending",
    orderId: payment.orderId,
    paymentId: payment.id,
    amount,
    idempotencyKey: creationOf(payment).name,
    ...(creditMinor === 0n ? {} : { changes: { creditMinor: String(creditMinor) } }),
  });
}

/** Begins a payment: holds the credit that goes with it, or refuses before anything is written. */
async function insertNew(
  tx: Tx,
  ctx: ServiceContext,
  owed: Owed,
  wish: { readonly credit: CreditWish | null; readonly consent: string | null },
): Promise<Result<Payment>> {
  const begun = { id: newId(), createdAt: ctx.clock.now(), traceId: ctx.traceId };
  const payment = newPayment({ ...owed, credit: wish.credit, saveMethod: wish.consent !== null }, begun);
  if (wish.credit !== null) {
    const held = await holdForPayment(tx, ctx, owed, { payment, credit: wish.credit });
    if (!held.ok) return held;
  }
  const at = payment.createdAt.toISOString();
  await insertPayment(
    tx,
    payment,
    wish.consent === null ? {} : { consent: { text: wish.consent, at } },
    operationRow(ctx, creationOf(payment)),
  );
  await recordStart(tx, ctx, payment);
  return ok(payment);
}

/** Whether going on with the open payment pays what is wanted now. A declined one is not gone on with where credit waits beside it. */
async function fits(
  tx: Tx,
  ctx: ServiceContext,
  { dueMinor, open }: { readonly dueMinor: bigint; readonly open: Payment },
  credit: CreditWish | null,
): Promise<boolean> {
  if (!isSameWish(open.credit, credit)) return false;
  if (open.amountMinor + (open.credit?.amountMinor ?? 0n) !== dueMinor) return false;
  return open.credit === null || (open.state !== "failed" && (await prolongHold(tx, ctx, open)));
}

function refuseCredit(merchant: MerchantRow, dueMinor: bigint, credit: CreditWish | null): Failure | null {
  if (credit === null) return null;
  // The page that sent it was drawn before something else was paid; credit that covers all is a payment of its own.
  if (credit.amountMinor >= dueMinor) return { kind: "conflict", code: "credit_covers_all" };
  const { problem } = splitDue(
    {
      dueMinor,
      usableMinor: credit.amountMinor,
      cardMinimumMinor: merchant.paymentAmountMinMinor,
    },
    credit.amountMinor,
  );
  if (problem === "not_positive") return { kind: "rejected", code: "amount_must_be_positive" };
  return problem === null ? null : { kind: "rejected", code: "card_part_too_small" };
}

/** Begin: locks the order, decides what is due, and makes sure that exactly one payment of it is open. */
export async function beginPayment(
  tx: Tx,
  ctx: ServiceContext,
  command: StartPayment,
): Promise<Result<Begun | InTheWay>> {
  const found = await lockOwed(tx, ctx, command.orderId, command.scope);
  if (!found.ok) return found;
  const { order, dueMinor, open } = found.value;
  const credit = command.credit ?? null;
  const merchant = await findMerchant(tx, order.merchantId);
  invariant(merchant !== null, "An order has a merchant.");
  const refusal = refuseCredit(merchant, dueMinor, credit);
  if (refusal !== null) return err(refusal);
  if (open !== null && !(await fits(tx, ctx, { dueMinor, open }, credit)))
    return ok({ kind: "in_the_way", payment: open });
  const gatewayCustomers = await findGatewayCustomers(tx, order.merchantId, [order.customerId]);
  const gatewayCustomerId = gatewayCustomers.get(order.customerId) ?? null;
  const known = { kind: "begun", order, merchant, gatewayCustomerId } as const;
  const consent = command.saveMethod ? saveCardConsent(merchant.name) : null;
  if (open === null) {
    const begun = await insertNew(tx, ctx, found.value, { credit, consent });
    return begun.ok ? ok({ ...known, payment: begun.value, isNew: true }) : begun;
  }
  // The buyer may have changed their mind about keeping the card.
  if (open.saveMethod !== command.saveMethod)
    await updateSaveMethod(tx, open, consent === null ? null : { text: consent, at: ctx.clock.now() });
  return ok({ ...known, payment: open, isNew: false });
}
