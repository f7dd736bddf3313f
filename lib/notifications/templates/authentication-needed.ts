import { formatMoney } from "@/lib/domain/money/format-money";
import type { PaymentForMail } from "@/lib/queries/notifications/payment-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/** To the customer whose bank wants to know that it is them: that nothing was charged, and where to confirm it, by when. */
export function authenticationNeededMail(
  frame: MailFrame,
  payment: PaymentForMail,
  { answerBy, href }: { readonly answerBy: Date | null; readonly href: string },
): MailContent {
  const { merchant, words, locale } = frame;
  const { timeZone } = merchant;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone });
  const until = answerBy && format.format(answerBy);
  const amount = formatMoney(payment.amount, locale);
  return framed(
    frame,
    words.authenticationNeeded(payment.customer.name, payment.order.number, amount, until),
    { href },
  );
}
