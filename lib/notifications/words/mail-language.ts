import { documentLanguage } from "@/lib/domain/documents/document-language";
import type { MailWords } from "./mail-words";
import { MAIL_WORDS_DE } from "./words-de";
import { MAIL_WORDS_EN } from "./words-en";

const WORDS: Readonly<Record<string, MailWords>> = { en: MAIL_WORDS_EN, de: MAIL_WORDS_DE };

export interface MailLanguage {
  /** BCP 47: words, days and figures of a message are all of this one. */
  readonly locale: string;
  readonly words: MailWords;
}

/** The language of a message: the one in which its reader gets documents. */
export function mailLanguage(readerLocale: string | null, sellerLocale: string): MailLanguage {
  const { locale } = documentLanguage(readerLocale, sellerLocale);
  return { locale, words: WORDS[locale.split("-")[0] ?? ""] ?? MAIL_WORDS_EN };
}
