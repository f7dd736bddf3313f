import { documentLanguage } from "@/lib/domain/documents/document-language";
import { formatMoney } from "@/lib/domain/money/format-money";
import { publicId } from "@/lib/platform/ids";
import type { DocumentForMail } from "@/lib/queries/notifications/document-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/** To the customer who was given an invoice, a receipt or a credit note: its facts, in its language, and where it can be had. */
export function documentIssuedMail(
  frame: MailFrame,
  { kind, amount, printed, documentId, customer }: DocumentForMail,
): MailContent {
  const { words, locale } = documentLanguage(printed.locale, frame.merchant.locale);
  const sentences = {
    subject: words.mail.subject(printed.title, formatMoney(amount, locale)),
    heading: printed.title,
    paragraphs: [words.mail.body[kind](customer.name)],
    link: words.mail.open,
    notes: [words.mail.pdf],
  };
  return framed({ ...frame, locale }, sentences, {
    facts: printed.blocks.flatMap((block) => (block.kind === "facts" ? block.facts : [])),
    href: `${frame.appUrl}/account/invoices/${publicId("document", documentId)}`,
  });
}
