import { isPositive, negate, subtract } from "../money/money";
import type { InvoiceFacts } from "./document-facts";
import type { DocumentLanguage } from "./document-language";
import { printAmount, printDay, printLines, printParties, printSchedule } from "./print-parts";
import { printTaxes } from "./print-tax";
import type { PrintedDocument, PrintedTotal } from "./printed-document";

/** The sums that lead from the order's total to what this invoice claims. */
function claimLines(language: DocumentLanguage, facts: InvoiceFacts): PrintedTotal[] {
  const { words } = language;
  const line = (term: string, value: string, isStrong = false): PrintedTotal => ({ term, value, isStrong });
  const claimed = facts.isLateFee
    ? [words.lateFee]
    : facts.schedule.length > 1
      ? [words.part(facts.position, facts.schedule.length)]
      : [];
  return [
    ...claimed.map((term) => line(term, printAmount(language, facts.amount))),
    ...(isPositive(facts.settled)
      ? [line(words.settledBefore, printAmount(language, negate(facts.settled)))]
      : []),
    line(words.amountDue, printAmount(language, subtract(facts.amount, facts.settled)), true),
  ];
}

function termsOf(language: DocumentLanguage, facts: InvoiceFacts): string[] {
  const { words } = language;
  const due = subtract(facts.amount, facts.settled);
  const agreed = words.termsInWords[facts.termsKind];
  return [
    isPositive(due)
      ? words.pleasePay(printAmount(language, due), printDay(language, facts.dueOn))
      : words.nothingDue,
    ...(agreed === undefined ? [] : [agreed]),
    words.quoteReference(String(facts.number)),
    words.questions(facts.seller.supportEmail),
  ];
}

/** Prints an invoice: what is claimed, for what, by when, in the language of whoever pays. */
export function printInvoice(language: DocumentLanguage, facts: InvoiceFacts): PrintedDocument {
  const { words, locale } = language;
  return {
    locale,
    title: `${words.kinds.invoice} ${facts.number}`,
    fileName: `${words.fileNames.invoice}-${facts.number}`,
    blocks: [
      printParties(language, facts),
      {
        kind: "facts",
        heading: null,
        facts: [
          { term: words.number.invoice, value: String(facts.number) },
          { term: words.issuedOn, value: printDay(language, facts.issuedOn) },
          { term: words.dueOn, value: printDay(language, facts.dueOn) },
          { term: words.order, value: String(facts.orderNumber) },
          { term: words.reference, value: String(facts.number) },
        ],
      },
      printLines(language, facts, claimLines(language, facts)),
      ...printTaxes(language, facts.taxesWithin, facts.amount),
      ...printSchedule(language, facts.schedule),
      { kind: "text", heading: words.terms, paragraphs: termsOf(language, facts) },
    ],
  };
}
