import { formatMoney } from "@/lib/domain/money/format-money";
import type { PayLinkForMail } from "@/lib/queries/notifications/pay-link-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/** To the customer who may pay without signing in: how much, for what, until when. */
export function payLinkMail(frame: MailFrame, link: PayLinkForMail): MailContent {
  const { merchant, words, locale } = frame;
  const { timeZone, supportEmail } = merchant;
  const until = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone }).format(link.expiresAt);
  const sentences = words.payLink({
    name: link.customer.name,
    seller: merchant.name,
    number: link.order.number,
    amount: link.due && formatMoney(link.due, locale),
    until,
    supportEmail,
  });
  return framed(frame, sentences, { href: link.url });
}
