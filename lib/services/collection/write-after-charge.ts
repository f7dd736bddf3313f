import { type AfterCharge, type FailedCharge } from "@/lib/domain/collection/after-charge";
import { ANSWER_DAYS, FAILED_LINK_DAYS } from "@/lib/domain/collection/charge-policy";
import { lookedAtNext } from "@/lib/domain/collection/looked-at-next";
import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import { leftMinor, type Order, type OrderEventDraft } from "@/lib/domain/orders/order";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { updateInstallments } from "@/lib/db/installments";
import { findMerchant } from "@/lib/db/merchants";
import { touchOrders } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";
import { addPayLink } from "../pay-links/add-pay-link";

/** A charge that took no money, of an order that is locked with its installments, and what follows from it. */
export interface EndedCharge {
  readonly order: Order;
  readonly paymentId: string;
  readonly failed: FailedCharge;
  readonly after: AfterCharge;
}

const LINKS = {
  authentication_needed: { validDays: ANSWER_DAYS, reason: "The bank wants to hear from its customer." },
  charge_failed: { validDays: FAILED_LINK_DAYS, reason: "A kept card could not be charged." },
} as const;

function eventOf(ended: EndedCharge, now: Date): OrderEventDraft {
  const { order, failed, after, paymentId } = ended;
  const { position, chargeCount, retryAt, answerBy, currency } = after.installment;
  return {
    orderId: order.id,
    kind: failed.kind === "declined" ? "charge_failed" : "authentication_requested",
    fromState: null,
    toState: null,
    details: {
      position,
      attempt: chargeCount,
      amountMinor: String(leftMinor(after.installment)),
      currency,
      failureCode: failed.decline.failureCode,
      declineCode: failed.decline.declineCode,
      retryAt: failed.kind === "declined" ? (retryAt?.toISOString() ?? null) : null,
      answerBy: answerBy?.toISOString() ?? null,
    },
    paymentId,
    occurredAt: now,
  };
}

/** Writes what follows from failed charges: when one is tried again, or what its customer is asked for, with a link to pay by. */
export async function writeAfterCharge(tx: Tx, ctx: ServiceContext, ended: EndedCharge): Promise<void> {
  const { order, after, failed, paymentId } = ended;
  const { installment, ask } = after;
  const { merchantId, id: orderId } = order;
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, `Order ${orderId} has no merchant.`);
  const nextStepAt = lookedAtNext(order, installment, merchant.timeZone);
  await updateInstallments(tx, [{ ...installment, nextStepAt }]);
  const cause = { kind: "command", command: "collect-installment" } as const;
  await recordOrderEvents(tx, ctx, cause, [eventOf(ended, ctx.clock.now())]);
  await touchOrders(tx, merchantId, [orderId]);
  await recordAuditEvent(tx, ctx, {
    eventType: `installment.${failed.kind}`,
    command: "collect-installment",
    outcome: "declined",
    orderId,
    paymentId,
    amount: money(leftMinor(installment), installment.currency),
    decline: { ...failed.decline, message: "" },
    changes: {
      installmentId: installment.id,
      attempt: installment.chargeCount,
      collection: installment.collection,
      retryAt: installment.retryAt?.toISOString() ?? null,
    },
  });
  if (ask === null) return;
  const mailOf = (payLinkId: string) => ({ kind: ask, paymentId, payLinkId }) as const;
  await addPayLink(tx, ctx, order, { ...LINKS[ask], mailOf });
}
