import { formatMoney } from "@/lib/domain/money/format-money";
import type { DeclineAdvice } from "@/lib/domain/payments/decline-advice";
import { publicId } from "@/lib/platform/ids";
import type { PaymentForMail } from "@/lib/queries/notifications/payment-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/**
 * To the customer whose payment was declined: first that no money moved, then what to do, then whom to ask and what to name.
 * No reason of the bank that could tell a thief something is in it.
 */
export function paymentFailedMail(
  frame: MailFrame,
  payment: PaymentForMail,
  advice: DeclineAdvice,
): MailContent {
  const { merchant, appUrl, words, locale, traceId } = frame;
  const amount = formatMoney(payment.amount, locale);
  const said = words.paymentFailed(payment.customer.name, payment.order.number, amount);
  const sentences = { ...said, paragraphs: [...said.paragraphs, words.advice[advice]] };
  return framed(frame, sentences, {
    href: `${appUrl}/checkout/${publicId("order", payment.order.id)}`,
    notes: [words.escalation(merchant.supportEmail, publicId("payment", payment.paymentId), traceId)],
  });
}
