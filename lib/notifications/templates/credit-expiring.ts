import { formatMoney } from "@/lib/domain/money/format-money";
import type { CreditForMail } from "@/lib/queries/notifications/credit-for-mail";
import { type MailContent, mailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";

/** To the customer whose credit can soon no longer be spent. */
export function creditExpiringMail({ merchant, appUrl }: MailFrame, credit: CreditForMail): MailContent {
  const amount = formatMoney(credit.amount, merchant.locale);
  // A civil day is the same in every zone: read and written in one.
  const format = new Intl.DateTimeFormat(merchant.locale, { dateStyle: "long", timeZone: "UTC" });
  const lastDay = format.format(new Date(`${credit.expiresOn}T00:00:00Z`));
  return mailContent({
    subject: `${amount} of your credit can be spent until ${lastDay}`,
    heading: `${amount} of your credit expires soon`,
    paragraphs: [
      `Hello ${credit.customer.name}, ${lastDay} is the last day on which you can spend it.`,
      "It can be used for anything that you pay here, alone or together with a card.",
    ],
    facts: [
      { term: "Credit", value: amount },
      { term: "Last day", value: lastDay },
    ],
    link: { label: "See your credit", href: `${appUrl}/account/wallet` },
    sender: merchant,
  });
}
