import { formatMoney } from "@/lib/domain/money/format-money";
import type { CreditForMail } from "@/lib/queries/notifications/credit-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";
import { writtenDay } from "../written-day";

/** To the customer whose credit can soon no longer be spent. */
export function creditExpiringMail(frame: MailFrame, credit: CreditForMail): MailContent {
  const { words, locale, appUrl } = frame;
  const amount = formatMoney(credit.amount, locale);
  const lastDay = writtenDay(credit.expiresOn, locale);
  return framed(frame, words.creditExpiring(credit.customer.name, amount, lastDay), {
    facts: [
      { term: words.creditTerms.credit, value: amount },
      { term: words.creditTerms.lastDay, value: lastDay },
    ],
    href: `${appUrl}/account/wallet`,
  });
}
