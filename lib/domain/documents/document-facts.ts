import type { Money } from "../money/money";
import type { OrderTotals } from "../orders/order-totals";
import type { TaxRow } from "../tax/tax-row";
import type { CalendarDate } from "../time/calendar-date";

export const DOCUMENT_KINDS = ["invoice", "receipt", "credit_note"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Who sells, as documents name them. */
export interface Seller {
  readonly legalName: string;
  readonly addressLines: readonly string[];
  readonly taxId: string | null;
  readonly supportEmail: string;
  readonly statementDescriptor: string;
  /** IANA zone in which the seller's days begin. */
  readonly timeZone: string;
}

/** To whom a document is made out. */
export interface Buyer {
  readonly name: string;
  readonly addressLines: readonly string[];
  /** ISO 3166-1 alpha-2; null where they did not say. */
  readonly country: string | null;
  readonly taxId: string | null;
  readonly email: string;
}

export interface DocumentLine {
  readonly description: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly amount: Money;
}

/** One installment of the schedule. */
export interface ScheduledPart {
  readonly position: number;
  readonly amount: Money;
  /** Null while the day depends on what has not happened yet. */
  readonly dueOn: CalendarDate | null;
}

/** What documents about an order share. */
export interface OrderFacts {
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly orderNumber: bigint;
  /** Kind of the agreed terms, such as standard, deposit, net, installments, manual. */
  readonly termsKind: string;
  readonly lines: readonly DocumentLine[];
  /** Of the whole order. */
  readonly taxes: readonly TaxRow[];
  readonly totals: OrderTotals;
  /** By position; all of them. */
  readonly schedule: readonly ScheduledPart[];
}

export interface InvoiceFacts extends OrderFacts {
  readonly number: bigint;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  /** The installment that it claims; a late fee is none of the schedule's. */
  readonly position: number;
  readonly isLateFee: boolean;
  /** What this invoice claims of each tax. */
  readonly taxesWithin: readonly TaxRow[];
  readonly amount: Money;
  /** What was paid or credited on it before it was issued. */
  readonly settled: Money;
}

/** What somebody paid with, as far as it may be shown. */
export interface PaidWith {
  readonly tender: string;
  readonly card: { readonly brand: string; readonly last4: string } | null;
}

export interface ReceiptFacts extends OrderFacts {
  readonly number: bigint;
  readonly issuedOn: CalendarDate;
  readonly paidOn: CalendarDate;
  readonly amount: Money;
  readonly paidWith: PaidWith;
  readonly transactionId: string;
  /** The invoices of the installment that it pays, oldest first. */
  readonly invoiceNumbers: readonly bigint[];
  /** Everything received for the order up to and with this payment. */
  readonly paidUntilNow: Money;
  readonly stillDue: Money;
}

export interface CreditNoteFacts {
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly number: bigint;
  readonly issuedOn: CalendarDate;
  readonly orderNumber: bigint;
  readonly invoiceNumber: bigint;
  readonly invoiceIssuedOn: CalendarDate;
  readonly invoiceAmount: Money;
  readonly amount: Money;
  /** What it takes back of each tax. */
  readonly taxesWithin: readonly TaxRow[];
  /** What the invoice still claims afterwards. */
  readonly stillDue: Money;
  readonly reason: string;
}

/** Facts of an order that its documents print, with the languages to print them in. */
export interface OrderPrint {
  readonly facts: OrderFacts;
  readonly customerLocale: string | null;
  readonly sellerLocale: string;
}
