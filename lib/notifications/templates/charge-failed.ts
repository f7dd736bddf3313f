import { formatMoney } from "@/lib/domain/money/format-money";
import { publicId } from "@/lib/platform/ids";
import type { PaymentForMail } from "@/lib/queries/notifications/payment-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/** To the customer whose kept card could not be charged, and is not tried again by itself: pay by the link, or change the card. */
export function chargeFailedMail(frame: MailFrame, payment: PaymentForMail, href: string): MailContent {
  const { merchant, words, locale, appUrl, traceId } = frame;
  const amount = formatMoney(payment.amount, locale);
  const order = `${appUrl}/orders/${publicId("order", payment.order.id)}`;
  return framed(frame, words.chargeFailed(payment.customer.name, payment.order.number, amount, order), {
    href,
    notes: [words.escalation(merchant.supportEmail, publicId("payment", payment.paymentId), traceId)],
  });
}
