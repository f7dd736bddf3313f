import { isPositive, negate } from "../money/money";
import type { ReceiptFacts } from "./document-facts";
import type { DocumentLanguage } from "./document-language";
import { printAmount, printDay, printLines, printPaidWith, printParties } from "./print-parts";
import type { PrintedDocument, PrintedFact, PrintedTotal } from "./printed-document";

function paymentFacts(language: DocumentLanguage, facts: ReceiptFacts): PrintedFact[] {
  const { words } = language;
  return [
    { term: words.amountReceived, value: printAmount(language, facts.amount) },
    { term: words.paidOn, value: printDay(language, facts.paidOn) },
    { term: words.paidWith, value: printPaidWith(language, facts.paidWith) },
    { term: words.transactionId, value: facts.transactionId },
    ...(facts.paidWith.card === null
      ? []
      : [{ term: words.onYourStatement, value: facts.seller.statementDescriptor }]),
  ];
}

function sums(language: DocumentLanguage, facts: ReceiptFacts): PrintedTotal[] {
  const { words } = language;
  const { credited } = facts.totals;
  return [
    ...(isPositive(credited)
      ? [{ term: words.creditsApplied, value: printAmount(language, negate(credited)), isStrong: false }]
      : []),
    { term: words.receivedSoFar, value: printAmount(language, facts.paidUntilNow), isStrong: false },
    { term: words.stillDue, value: printAmount(language, facts.stillDue), isStrong: true },
  ];
}

/** Prints the receipt of one payment: what came, when, with what, and what it leaves to pay. */
export function printReceipt(language: DocumentLanguage, facts: ReceiptFacts): PrintedDocument {
  const { words, locale } = language;
  const invoices = facts.invoiceNumbers.map(String).join(", ");
  return {
    locale,
    title: `${words.kinds.receipt} ${facts.number}`,
    fileName: `${words.fileNames.receipt}-${facts.number}`,
    blocks: [
      printParties(language, facts),
      {
        kind: "facts",
        heading: null,
        facts: [
          { term: words.number.receipt, value: String(facts.number) },
          { term: words.issuedOn, value: printDay(language, facts.issuedOn) },
          { term: words.order, value: String(facts.orderNumber) },
          ...(invoices === "" ? [] : [{ term: words.invoice, value: invoices }]),
        ],
      },
      { kind: "facts", heading: words.payment, facts: paymentFacts(language, facts) },
      printLines(language, facts, sums(language, facts)),
      {
        kind: "text",
        heading: null,
        paragraphs: [
          words.received(printAmount(language, facts.amount), printDay(language, facts.paidOn)),
          words.questions(facts.seller.supportEmail),
        ],
      },
    ],
  };
}
