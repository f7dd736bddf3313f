import { add, isPositive, type Money, negate } from "../money/money";
import type { CalendarDate } from "../time/calendar-date";
import type { Buyer, Seller } from "./document-facts";
import type { DocumentLanguage } from "./document-language";
import { printAmount, printDay, printParties } from "./print-parts";
import type { PrintedDocument } from "./printed-document";

/** What happened to what a customer owes. */
export interface StatementEntry {
  readonly on: CalendarDate;
  readonly kind: "invoice" | "credit_note" | "payment" | "wallet" | "canceled" | "other";
  /** Of the invoice or the credit note, or of the order that was paid; null where there is none. */
  readonly number: bigint | null;
  /** Positive where the customer owes more by it. */
  readonly amount: Money;
}

export interface StatementFacts {
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  /** What was owed when the first day began. */
  readonly opening: Money;
  /** Oldest first. */
  readonly entries: readonly StatementEntry[];
}

function whatOf({ words }: DocumentLanguage, { kind, number }: StatementEntry): string {
  const numbered = (word: string) => (number === null ? word : `${word} ${number}`);
  const forOrder = (word: string) => (number === null ? word : `${word}, ${words.order} ${number}`);
  switch (kind) {
    case "invoice":
      return numbered(words.kinds.invoice);
    case "credit_note":
      return numbered(words.kinds.credit_note);
    case "payment":
      return forOrder(words.payment);
    case "wallet":
      return forOrder(words.tenders["wallet"] ?? words.payment);
    case "canceled":
      return forOrder(words.statement.canceled);
    case "other":
      return forOrder(words.statement.other);
  }
}

/** Prints what a customer owed, was charged, paid and owes, over civil days, both included. */
export function printStatement(language: DocumentLanguage, facts: StatementFacts): PrintedDocument {
  const { words, locale } = language;
  const { statement } = words;
  let balance = facts.opening;
  const rows = facts.entries.map((entry) => {
    balance = add(balance, entry.amount);
    const isCharge = isPositive(entry.amount);
    return [
      printDay(language, entry.on),
      whatOf(language, entry),
      isCharge ? printAmount(language, entry.amount) : "",
      isCharge ? "" : printAmount(language, negate(entry.amount)),
      printAmount(language, balance),
    ];
  });
  return {
    locale,
    title: statement.title,
    fileName: `${words.fileNames.statement}-${facts.from}-${facts.until}`,
    blocks: [
      printParties(language, facts),
      {
        kind: "facts",
        heading: null,
        facts: [
          {
            term: statement.period,
            value: statement.between(printDay(language, facts.from), printDay(language, facts.until)),
          },
          { term: statement.opening, value: printAmount(language, facts.opening) },
          { term: statement.closing, value: printAmount(language, balance) },
        ],
      },
      {
        kind: "table",
        heading: statement.entries,
        columns: [
          { label: statement.date, align: "start" },
          { label: statement.what, align: "start" },
          { label: statement.charged, align: "end" },
          { label: statement.settled, align: "end" },
          { label: statement.balance, align: "end" },
        ],
        rows: rows.length === 0 ? [["–", statement.nothing, "", "", printAmount(language, balance)]] : rows,
        totals: [{ term: statement.closing, value: printAmount(language, balance), isStrong: true }],
      },
      { kind: "text", heading: null, paragraphs: [words.questions(facts.seller.supportEmail)] },
    ],
  };
}
