import { documentLanguage } from "@/lib/domain/documents/document-language";
import { formatMoney } from "@/lib/domain/money/format-money";
import { publicId } from "@/lib/platform/ids";
import type { DocumentForMail } from "@/lib/queries/notifications/document-for-mail";
import { type MailContent, mailContent } from "../mail-content";
import type { MailFrame } from "../mail-frame";

/** To the customer who was given an invoice, a receipt or a credit note: its facts, in its language, and where it can be had. */
export function documentIssuedMail(
  { merchant, appUrl }: MailFrame,
  { kind, amount, printed, documentId, customer }: DocumentForMail,
): MailContent {
  const { words, locale } = documentLanguage(printed.locale, merchant.locale);
  return mailContent({
    locale,
    subject: words.mail.subject(printed.title, formatMoney(amount, locale)),
    heading: printed.title,
    paragraphs: [words.mail.body[kind](customer.name)],
    facts: printed.blocks.flatMap((block) => (block.kind === "facts" ? block.facts : [])),
    link: {
      label: words.mail.open,
      href: `${appUrl}/account/invoices/${publicId("document", documentId)}`,
    },
    notes: [words.mail.pdf],
    sender: merchant,
  });
}
