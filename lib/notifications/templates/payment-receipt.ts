import { formatMoney } from "@/lib/domain/money/format-money";
import { publicId } from "@/lib/platform/ids";
import type { PaymentForMail } from "@/lib/queries/notifications/payment-for-mail";
import { type MailContent, mailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";

const BRANDS: Readonly<Record<string, string>> = {
  amex: "American Express",
  diners: "Diners Club",
  discover: "Discover",
  eftpos_au: "Eftpos",
  jcb: "JCB",
  mastercard: "Mastercard",
  unionpay: "UnionPay",
  visa: "Visa",
};

const TENDERS = {
  card: "Card",
  wallet: "Credit",
  bank_transfer: "Bank transfer",
  cash: "Cash",
  check: "Check",
} as const satisfies Record<PaymentForMail["tender"], string>;

function method(payment: PaymentForMail): string {
  if (payment.card === null) return TENDERS[payment.tender];
  return `${BRANDS[payment.card.brand] ?? "Card"} ending in ${payment.card.last4}`;
}

/** To the customer whose payment was received: what, how much, with what, under which id. */
export function paymentReceiptMail({ merchant, appUrl }: MailFrame, payment: PaymentForMail): MailContent {
  const amount = formatMoney(payment.amount, merchant.locale);
  const paidOn = new Intl.DateTimeFormat(merchant.locale, { dateStyle: "long", timeZone: merchant.timeZone });
  return mailContent({
    subject: `Receipt for order ${payment.order.number}: ${amount}`,
    heading: `${amount} received`,
    paragraphs: [
      `Thank you, ${payment.customer.name}. Your payment for order ${payment.order.number} has arrived.`,
    ],
    facts: [
      { term: "Amount", value: amount },
      { term: "Method", value: method(payment) },
      ...(payment.creditBeside === null
        ? []
        : [{ term: "Credit used as well", value: formatMoney(payment.creditBeside, merchant.locale) }]),
      { term: "Transaction id", value: payment.gatewayPaymentId ?? publicId("payment", payment.paymentId) },
      ...(payment.capturedAt === null ? [] : [{ term: "Paid on", value: paidOn.format(payment.capturedAt) }]),
      ...(payment.tender === "card"
        ? [{ term: "On your statement", value: merchant.statementDescriptor }]
        : []),
      { term: "Received by", value: merchant.legalName },
    ],
    link: {
      label: "Open the receipt",
      href: `${appUrl}/orders/${publicId("order", payment.order.id)}/receipt`,
    },
    sender: merchant,
  });
}
