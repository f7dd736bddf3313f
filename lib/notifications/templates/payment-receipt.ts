import { documentLanguage } from "@/lib/domain/documents/document-language";
import { formatMoney } from "@/lib/domain/money/format-money";
import { publicId } from "@/lib/platform/ids";
import type { PaymentForMail } from "@/lib/queries/notifications/payment-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

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

/** In the words of the printed receipt. */
function method(payment: PaymentForMail, locale: string): string {
  const { words } = documentLanguage(locale, locale);
  const { card, tender } = payment;
  if (card === null) return words.tenders[tender] ?? tender;
  return words.cardEndingIn(BRANDS[card.brand] ?? words.tenders["card"] ?? card.brand, card.last4);
}

/** To the customer whose payment was received: what, how much, with what, under which id. */
export function paymentReceiptMail(frame: MailFrame, payment: PaymentForMail): MailContent {
  const { merchant, appUrl, words, locale } = frame;
  const amount = formatMoney(payment.amount, locale);
  const paidOn = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: merchant.timeZone });
  const terms = words.receiptTerms;
  return framed(frame, words.paymentReceipt(payment.customer.name, payment.order.number, amount), {
    facts: [
      { term: terms.amount, value: amount },
      { term: terms.method, value: method(payment, locale) },
      ...(payment.creditBeside === null
        ? []
        : [{ term: terms.creditBeside, value: formatMoney(payment.creditBeside, locale) }]),
      { term: terms.transaction, value: payment.gatewayPaymentId ?? publicId("payment", payment.paymentId) },
      ...(payment.capturedAt === null
        ? []
        : [{ term: terms.paidOn, value: paidOn.format(payment.capturedAt) }]),
      ...(payment.tender === "card"
        ? [{ term: terms.onStatement, value: merchant.statementDescriptor }]
        : []),
      { term: terms.receivedBy, value: merchant.legalName },
    ],
    href: `${appUrl}/orders/${publicId("order", payment.order.id)}/receipt`,
  });
}
