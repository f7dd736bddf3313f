import { formatMoney } from "@/lib/domain/money/format-money";
import type { DeclineAdvice } from "@/lib/domain/payments/decline-advice";
import { publicId } from "@/lib/platform/ids";
import type { PaymentForMail } from "@/lib/queries/notifications/payment-for-mail";
import { type MailContent, mailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";

/** What to do next. No reason of the bank that could tell a thief something is in here. */
const ADVICE = {
  try_another_card: "This card cannot be used here. Please try another card.",
  contact_bank: "Your bank said no without telling us why. Please try another card, or ask your bank.",
  check_number: "The card number or address did not look right. Please check it and try again.",
  check_expiry: "The card has expired or its date was wrong. Please check the date or try another card.",
  check_security_code: "The security code was not right. Please check it and try again.",
  check_funds:
    "There was not enough money or limit on the card. Please try another card, or add money and try again.",
  authenticate_again: "Your bank could not confirm that it was you. Please try again, or use another card.",
  try_again_later: "The bank could not be asked at that moment. Please try again in a few minutes.",
} as const satisfies Record<DeclineAdvice, string>;

/** To the customer whose payment was declined: first that no money moved, then what to do. */
export function paymentFailedMail(
  { merchant, appUrl }: MailFrame,
  payment: PaymentForMail,
  advice: DeclineAdvice,
): MailContent {
  const amount = formatMoney(payment.amount, merchant.locale);
  return mailContent({
    subject: `Order ${payment.order.number}: your payment did not go through`,
    heading: "You have not been charged",
    paragraphs: [
      `Hello ${payment.customer.name}, your payment of ${amount} for order ${payment.order.number} did not go through.`,
      ADVICE[advice],
    ],
    link: { label: "Try again", href: `${appUrl}/checkout/${publicId("order", payment.order.id)}` },
    notes: [`Questions? Write to us and name ${publicId("payment", payment.paymentId)}.`],
    sender: merchant,
  });
}
