import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import type { DeclineFacts } from "@/lib/domain/payments/gateway-outcome";
import type { Tender } from "@/lib/domain/payments/tender";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import { prisma } from "@/lib/db/client";
import { CUSTOMER_FOR_MAIL, type CustomerForMail } from "./customer-for-mail";

/** A payment as a mail about it needs it. */
export interface PaymentForMail {
  readonly paymentId: string;
  /** The gateway's own id of the payment, which its support and the bank know. */
  readonly gatewayPaymentId: string | null;
  readonly state: PaymentState;
  readonly tender: Tender;
  readonly amount: Money;
  /** Credit that paid the rest of the same; null where there was none. */
  readonly creditBeside: Money | null;
  readonly capturedAt: Date | null;
  readonly card: { readonly brand: string; readonly last4: string } | null;
  readonly order: { readonly id: string; readonly number: bigint };
  readonly customer: CustomerForMail;
}

/** What was held beside a card payment became a payment of its own, of the same id, when the card paid. */
async function creditBeside(merchantId: string, paymentId: string): Promise<Money | null> {
  const hold = await prisma().walletHold.findFirst({
    where: { merchantId, paymentId, state: "captured" },
    select: { id: true },
  });
  if (hold === null) return null;
  const payment = await prisma().payment.findFirst({
    where: { merchantId, id: hold.id },
    select: { amountMinor: true, currency: true },
  });
  return payment && money(payment.amountMinor, payment.currency);
}

export async function paymentForMail(
  actor: Actor,
  input: { paymentId: string },
): Promise<PaymentForMail | null> {
  const payment = await prisma().payment.findFirst({
    where: { merchantId: actor.merchantId, id: input.paymentId },
    include: {
      order: { select: { id: true, number: true } },
      customer: { select: CUSTOMER_FOR_MAIL },
    },
  });
  if (payment === null) return null;
  const { cardBrand: brand, cardLast4: last4 } = payment;
  return {
    paymentId: payment.id,
    gatewayPaymentId: payment.gatewayPaymentId,
    state: payment.state,
    tender: payment.tender,
    amount: money(payment.amountMinor, payment.currency),
    creditBeside: await creditBeside(actor.merchantId, payment.id),
    capturedAt: payment.capturedAt,
    card: brand !== null && last4 !== null ? { brand, last4 } : null,
    order: payment.order,
    customer: payment.customer,
  };
}

/** Why an attempt was declined, or null when there is no such attempt of that payment or it was not declined. */
export async function declineForMail(
  actor: Actor,
  input: { paymentId: string; attemptId: string },
): Promise<Omit<DeclineFacts, "message"> | null> {
  const attempt = await prisma().paymentAttempt.findFirst({
    where: {
      merchantId: actor.merchantId,
      id: input.attemptId,
      paymentId: input.paymentId,
      outcome: "declined",
    },
    select: { failureCode: true, declineCode: true },
  });
  return attempt === null
    ? null
    : { failureCode: attempt.failureCode ?? "", declineCode: attempt.declineCode };
}

/** Until when the customer is asked to authenticate a payment; null where nothing says so. */
export async function answerByForMail(actor: Actor, input: { paymentId: string }): Promise<Date | null> {
  const installment = await prisma().installment.findFirst({
    where: { merchantId: actor.merchantId, payments: { some: { id: input.paymentId } } },
    select: { answerBy: true },
  });
  return installment?.answerBy ?? null;
}
