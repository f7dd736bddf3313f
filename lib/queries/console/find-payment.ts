import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import type { Tender } from "@/lib/domain/payments/tender";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import { prisma } from "@/lib/db/client";
import { type CardView, cardView } from "./list-payments";

export interface AttemptView {
  readonly id: string;
  readonly command: string;
  /** The gateway's name for it, such as ch_…. */
  readonly externalId: string;
  readonly outcome: string;
  readonly failureCode: string | null;
  readonly declineCode: string | null;
  readonly failureMessage: string | null;
  readonly card: CardView | null;
  readonly occurredAt: Date;
}

export interface ConsolePayment {
  readonly id: string;
  readonly order: { readonly id: string; readonly number: bigint };
  readonly customer: { readonly id: string; readonly name: string; readonly email: string };
  readonly state: PaymentState;
  readonly purpose: string;
  readonly tender: Tender;
  /** Credit that was to pay the rest, as its buyer agreed; null for none. */
  readonly credit: Money | null;
  readonly gateway: string;
  readonly amount: Money;
  readonly refunded: Money;
  readonly card: CardView | null;
  readonly gatewayPaymentId: string | null;
  readonly gatewayChargeId: string | null;
  /** The gateway's code, the bank's reason and the gateway's sentence of the last decline: for staff only. */
  readonly failureCode: string | null;
  readonly declineCode: string | null;
  readonly failureMessage: string | null;
  readonly createdAt: Date;
  readonly capturedAt: Date | null;
  readonly nextCheckAt: Date | null;
  readonly traceId: string;
  readonly attempts: readonly AttemptView[];
}

async function readPayments(where: { merchantId: string; id?: string; orderId?: string }) {
  return prisma().payment.findMany({
    where,
    include: {
      order: { select: { number: true } },
      customer: { select: { name: true, email: true } },
      attempts: { orderBy: [{ occurredAt: "asc" }, { id: "asc" }] },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

type StoredPayment = Awaited<ReturnType<typeof readPayments>>[number];

function attemptView(attempt: StoredPayment["attempts"][number]): AttemptView {
  const { id, command, externalId, outcome, failureCode, declineCode, failureMessage, occurredAt } = attempt;
  const card = cardView(attempt.cardBrand, attempt.cardLast4, null);
  return { id, command, externalId, outcome, failureCode, declineCode, failureMessage, card, occurredAt };
}

function consolePayment(payment: StoredPayment): ConsolePayment {
  return {
    id: payment.id,
    order: { id: payment.orderId, number: payment.order.number },
    customer: { id: payment.customerId, ...payment.customer },
    state: payment.state,
    purpose: payment.purpose,
    tender: payment.tender,
    credit: payment.creditMinor === 0n ? null : money(payment.creditMinor, payment.currency),
    gateway: payment.gateway,
    amount: money(payment.amountMinor, payment.currency),
    refunded: money(payment.refundedMinor, payment.currency),
    card: cardView(payment.cardBrand, payment.cardLast4, payment.cardFunding),
    gatewayPaymentId: payment.gatewayPaymentId,
    gatewayChargeId: payment.gatewayChargeId,
    failureCode: payment.failureCode,
    declineCode: payment.declineCode,
    failureMessage: payment.failureMessage,
    createdAt: payment.createdAt,
    capturedAt: payment.capturedAt,
    nextCheckAt: payment.nextCheckAt,
    traceId: payment.traceId,
    attempts: payment.attempts.map(attemptView),
  };
}

/** One payment with its attempts. Null when it is not the merchant's, or for anybody but its staff. */
export async function findConsolePayment(
  actor: Actor,
  request: { paymentId: string },
): Promise<ConsolePayment | null> {
  if (actor.kind !== "staff" || !permits(actor, "payment.read_all")) return null;
  const [payment] = await readPayments({ merchantId: actor.merchantId, id: request.paymentId });
  return payment ? consolePayment(payment) : null;
}

/** The payments of an order, oldest first. */
export async function paymentsOfOrder(
  actor: Actor,
  request: { orderId: string },
): Promise<ConsolePayment[] | null> {
  if (actor.kind !== "staff" || !permits(actor, "payment.read_all")) return null;
  const payments = await readPayments({ merchantId: actor.merchantId, orderId: request.orderId });
  return payments.map(consolePayment);
}
