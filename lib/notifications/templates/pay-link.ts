import { formatMoney } from "@/lib/domain/money/format-money";
import type { PayLinkForMail } from "@/lib/queries/notifications/pay-link-for-mail";
import { type MailContent, mailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";

/** To the customer who may pay without signing in: how much, for what, until when. */
export function payLinkMail({ merchant }: MailFrame, link: PayLinkForMail): MailContent {
  const { locale, timeZone, name } = merchant;
  const amount = link.due === null ? "" : formatMoney(link.due, locale);
  const until = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone }).format(link.expiresAt);
  return mailContent({
    subject: `${name}: pay order ${link.order.number}${amount === "" ? "" : `, ${amount}`}`,
    heading: amount === "" ? `Your payment link for order ${link.order.number}` : `${amount} is due`,
    paragraphs: [
      `Hello ${link.customer.name}, with the link below you pay order ${link.order.number} without signing in. It works until ${until}.`,
    ],
    link: { label: amount === "" ? "Open the payment" : `Pay ${amount}`, href: link.url },
    notes: [
      "Whoever has this link can pay this order and do nothing else. It shows what is due when you open it.",
      `You did not expect this? Pay nothing, and ask ${merchant.supportEmail}.`,
    ],
    sender: merchant,
  });
}
