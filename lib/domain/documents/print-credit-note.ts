import type { CreditNoteFacts } from "./document-facts";
import type { DocumentLanguage } from "./document-language";
import { printAmount, printDay, printParties } from "./print-parts";
import { printTaxes } from "./print-tax";
import type { PrintedDocument } from "./printed-document";

/** Prints a credit note: how much it takes off which invoice, and why. */
export function printCreditNote(language: DocumentLanguage, facts: CreditNoteFacts): PrintedDocument {
  const { words, locale } = language;
  const amount = printAmount(language, facts.amount);
  return {
    locale,
    title: `${words.kinds.credit_note} ${facts.number}`,
    fileName: `${words.fileNames.credit_note}-${facts.number}`,
    blocks: [
      printParties(language, facts),
      {
        kind: "facts",
        heading: null,
        facts: [
          { term: words.number.credit_note, value: String(facts.number) },
          { term: words.issuedOn, value: printDay(language, facts.issuedOn) },
          { term: words.order, value: String(facts.orderNumber) },
          { term: words.invoice, value: String(facts.invoiceNumber) },
          { term: words.invoiceIssuedOn, value: printDay(language, facts.invoiceIssuedOn) },
        ],
      },
      {
        kind: "facts",
        heading: words.credit,
        facts: [
          { term: words.invoiceAmount, value: printAmount(language, facts.invoiceAmount) },
          { term: words.credited, value: amount },
          { term: words.stillDue, value: printAmount(language, facts.stillDue) },
          { term: words.reason, value: facts.reason },
        ],
      },
      ...printTaxes(language, facts.taxesWithin, facts.amount),
      {
        kind: "text",
        heading: null,
        paragraphs: [
          words.creditsInvoice(String(facts.invoiceNumber), amount),
          words.questions(facts.seller.supportEmail),
        ],
      },
    ],
  };
}
