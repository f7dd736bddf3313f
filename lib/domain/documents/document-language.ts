import type { DocumentWords } from "./document-words";
import { WORDS_DE } from "./words-de";
import { WORDS_EN } from "./words-en";

/** A language more is a file of words more, and a line here. */
const WORDS: Readonly<Record<string, DocumentWords>> = { en: WORDS_EN, de: WORDS_DE };

/** The languages and countries in which documents can be had, named in themselves. */
export const DOCUMENT_LOCALES = [
  { locale: "en-US", name: "English (United States)" },
  { locale: "en-GB", name: "English (United Kingdom)" },
  { locale: "de-DE", name: "Deutsch (Deutschland)" },
  { locale: "de-AT", name: "Deutsch (Österreich)" },
  { locale: "de-CH", name: "Deutsch (Schweiz)" },
] as const;

export interface DocumentLanguage {
  /** BCP 47: words, days and figures are all of this one, so that no document is half in a language. */
  readonly locale: string;
  readonly words: DocumentWords;
}

function languageOf(locale: string): DocumentLanguage | null {
  const words = WORDS[locale.split("-")[0] ?? ""];
  return words === undefined ? null : { locale, words };
}

/** The customer's language where we have its words, else the seller's, else English. */
export function documentLanguage(customerLocale: string | null, sellerLocale: string): DocumentLanguage {
  return (
    (customerLocale === null ? null : languageOf(customerLocale)) ??
    languageOf(sellerLocale) ?? { locale: "en-US", words: WORDS_EN }
  );
}
