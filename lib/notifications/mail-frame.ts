import type { MerchantView } from "@/lib/domain/merchant";
import type { MailContent, MailParts } from "./mail-content";
import { mailContent } from "./mail-content";
import type { MailLanguage } from "./words/mail-language";
import type { Sentences } from "./words/mail-words";

/** What every template is given beside its own facts. */
export interface MailFrame extends MailLanguage {
  readonly merchant: MerchantView;
  /** The canonical origin that links start with, without a slash at its end. */
  readonly appUrl: string;
  /** Under which trace the mail was asked for, for those who have to ask about it. */
  readonly traceId: string;
  /** Where the reader turns off notices of this kind; null for those that cannot be turned off. */
  readonly unsubscribeUrl: string | null;
}

/** Sets a mail of sentences, facts and one address into its frame. */
export function framed(
  { merchant, locale, words, unsubscribeUrl }: MailFrame,
  { link, ...sentences }: Sentences,
  { href, facts, notes = [] }: { readonly href: string } & Pick<MailParts, "facts" | "notes">,
): MailContent {
  return mailContent({
    locale,
    subject: sentences.subject,
    heading: sentences.heading,
    paragraphs: sentences.paragraphs,
    ...(facts === undefined ? {} : { facts }),
    link: { label: link, href },
    notes: [...(sentences.notes ?? []), ...notes],
    sender: merchant,
    ...(unsubscribeUrl === null ? {} : { wayOut: { label: words.footer.unsubscribe, href: unsubscribeUrl } }),
  });
}
