import { CHARGE_LEASE_MS } from "@/lib/domain/collection/charge-policy";
import { type ChargeStep, decideCharge } from "@/lib/domain/collection/decide-charge";
import { lookedAtNext } from "@/lib/domain/collection/looked-at-next";
import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import { type Installment, leftMinor, type Order } from "@/lib/domain/orders/order";
import { newPayment } from "@/lib/domain/payments/new-payment";
import type { Payment } from "@/lib/domain/payments/payment";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { type ActiveConsent, findOrderConsent } from "@/lib/db/charge-consents";
import { lockInstallments, updateInstallments } from "@/lib/db/installments";
import { findMerchant, type MerchantRow } from "@/lib/db/merchants";
import { lockOrder, touchOrders } from "@/lib/db/orders";
import { insertPayment, lockLivePayments } from "@/lib/db/payments";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { operationRow } from "../operations/operation-row";
import { recordOrderEvents } from "../orders/record-order-events";
import { recordStart } from "../payments/begin-payment";
import { type BegunPayment, creationOf } from "../payments/create-at-gateway";

export interface InstallmentToCollect {
  readonly orderId: string;
  readonly installmentId: string;
}

/** A charge that is begun in our books: the gateway is asked next, under the key of this attempt. */
export interface BegunCharge extends BegunPayment {
  readonly kind: "begun";
  readonly installmentId: string;
  readonly attempt: number;
  /** Null where it was withdrawn after this charge was begun: then it is looked up, and not asked for. */
  readonly consent: ActiveConsent | null;
}

type Begun =
  BegunCharge | { readonly kind: "clear"; readonly payment: Payment } | { readonly kind: "nothing" };

interface Known {
  readonly order: Order;
  readonly merchant: MerchantRow;
  readonly installments: readonly Installment[];
  readonly installment: Installment;
  readonly consent: ActiveConsent | null;
}

const NOTHING = { kind: "nothing" } as const;

async function move(tx: Tx, { order, merchant }: Known, after: Installment): Promise<void> {
  const nextStepAt = lookedAtNext(order, after, merchant.timeZone);
  await updateInstallments(tx, [{ ...after, nextStepAt }]);
}

async function recordCharge(
  tx: Tx,
  ctx: ServiceContext,
  { installment, consent }: Known,
  { payment, attempt }: { readonly payment: Payment; readonly attempt: number },
): Promise<void> {
  const { orderId, id: paymentId, amountMinor, currency } = payment;
  await recordOrderEvents(tx, ctx, { kind: "command", command: "collect-installment" }, [
    {
      orderId,
      kind: "charge_started",
      fromState: null,
      toState: null,
      details: {
        position: installment.position,
        attempt,
        amountMinor: String(amountMinor),
        currency,
        brand: consent?.brand ?? null,
        last4: consent?.last4 ?? null,
      },
      paymentId,
      occurredAt: ctx.clock.now(),
    },
  ]);
  await recordAuditEvent(tx, ctx, {
    eventType: "installment.charge_started",
    command: "collect-installment",
    outcome: "pending",
    orderId,
    paymentId,
    amount: money(amountMinor, currency),
    idempotencyKey: `installment:${installment.id}:charge:${attempt}`,
    changes: { installmentId: installment.id, attempt, consentId: consent?.id ?? null },
  });
}

/** Counts an attempt and begins its payment, or goes on with the one that is open; the lease says when somebody looks after it. */
async function charge(
  tx: Tx,
  ctx: ServiceContext,
  known: Known,
  { attempt, payment: open }: Extract<ChargeStep, { kind: "charge" }>,
): Promise<Begun> {
  const { order, merchant, installment, consent } = known;
  const retryAt = new Date(ctx.clock.now().getTime() + CHARGE_LEASE_MS);
  await move(tx, known, {
    ...installment,
    collection: "charging",
    chargeCount: attempt,
    retryAt,
    answerBy: null,
  });
  const begun = { id: newId(), createdAt: ctx.clock.now(), traceId: ctx.traceId };
  const dueMinor = leftMinor(installment);
  const wish = { order, due: installment, dueMinor, credit: null, saveMethod: false };
  const payment = open ?? newPayment(wish, begun);
  if (open === null) {
    await insertPayment(tx, payment, {}, operationRow(ctx, creationOf(payment)));
    await recordStart(tx, ctx, payment);
  }
  await recordCharge(tx, ctx, known, { payment, attempt });
  await touchOrders(tx, order.merchantId, [order.id]);
  const isNew = open === null;
  return { kind: "begun", order, merchant, payment, isNew, installmentId: installment.id, attempt, consent };
}

/** Begin: locks the order with all that decides whether this installment is charged now, and writes down that it is. */
export async function beginCharge(
  tx: Tx,
  ctx: ServiceContext,
  { orderId, installmentId }: InstallmentToCollect,
): Promise<Begun> {
  const { merchantId } = ctx.actor;
  const order = await lockOrder(tx, merchantId, orderId);
  if (order === null) return NOTHING;
  const installments = await lockInstallments(tx, merchantId, [orderId]);
  const installment = installments.find(({ id }) => id === installmentId);
  if (installment === undefined) return NOTHING;
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, `Order ${orderId} has no merchant.`);
  const live = await lockLivePayments(tx, merchantId, orderId);
  const consent = await findOrderConsent(tx, merchantId, orderId);
  const known = { order, merchant, installments, installment, consent };
  const now = ctx.clock.now();
  const step = decideCharge({ order, installment, installments, live, hasConsent: consent !== null, now });
  switch (step.kind) {
    case "nothing":
      return NOTHING;
    case "stop":
      await move(tx, known, { ...installment, collection: step.collection, retryAt: null, answerBy: null });
      await touchOrders(tx, merchantId, [orderId]);
      return NOTHING;
    case "wait":
      await move(tx, known, { ...installment, retryAt: step.until });
      return NOTHING;
    case "clear":
      return step;
    case "resume": {
      const retryAt = new Date(now.getTime() + CHARGE_LEASE_MS);
      await move(tx, known, { ...installment, retryAt });
      const { payment, attempt } = step;
      return { kind: "begun", order, merchant, payment, isNew: false, installmentId, attempt, consent };
    }
    case "charge":
      return charge(tx, ctx, known, step);
  }
}
