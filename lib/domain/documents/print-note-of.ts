import { type Money, money } from "../money/money";
import { calendarDateAt } from "../time/calendar-date";
import type { TaxRow } from "../tax/tax-row";
import type { OrderPrint } from "./document-facts";
import { documentLanguage } from "./document-language";
import { printCreditNote } from "./print-credit-note";
import type { PrintedDocument } from "./printed-document";

/** Prints the credit note of an invoice, in the language of whoever owes it. */
export function printNoteOf(
  print: OrderPrint,
  note: {
    readonly invoice: {
      readonly number: bigint;
      readonly issuedAt: Date;
      readonly amountMinor: bigint;
      readonly currency: string;
    };
    readonly amount: Money;
    readonly taxes: readonly TaxRow[];
    readonly stillDue: Money;
    readonly reason: string;
    readonly number: bigint;
    readonly at: Date;
  },
): PrintedDocument {
  const { seller, buyer, orderNumber } = print.facts;
  const { invoice, amount, stillDue, reason, number, at } = note;
  return printCreditNote(documentLanguage(print.customerLocale, print.sellerLocale), {
    seller,
    buyer,
    orderNumber,
    number,
    issuedOn: calendarDateAt(at, seller.timeZone),
    invoiceNumber: invoice.number,
    invoiceIssuedOn: calendarDateAt(invoice.issuedAt, seller.timeZone),
    invoiceAmount: money(invoice.amountMinor, invoice.currency),
    amount,
    taxesWithin: note.taxes,
    stillDue,
    reason,
  });
}
