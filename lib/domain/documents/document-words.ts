import type { DocumentKind } from "./document-facts";

/** Every word that documents say, in one language. Amounts and days come formatted. */
export interface DocumentWords {
  readonly kinds: Readonly<Record<DocumentKind, string>>;
  /** What a download is called: lower case, hyphens. */
  readonly fileNames: Readonly<Record<DocumentKind | "statement", string>>;
  readonly soldBy: string;
  readonly billedTo: string;
  readonly taxId: string;
  readonly number: Readonly<Record<DocumentKind, string>>;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly order: string;
  readonly reference: string;
  readonly lines: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly amount: string;
  readonly subtotal: string;
  readonly discount: string;
  readonly fee: string;
  readonly tax: string;
  /** Of a tax that the price includes. */
  readonly includes: (label: string) => string;
  /** The tax within one document. */
  readonly taxWithin: string;
  readonly withoutTax: string;
  readonly withTax: string;
  /** What stands behind a tax that is not charged. */
  readonly notCharged: Readonly<Record<"exempt" | "reverse_charge", string>>;
  /** What the law wants said where the buyer accounts for the tax. */
  readonly reverseCharge: string;
  readonly exempt: string;
  readonly total: string;
  readonly part: (position: number, count: number) => string;
  readonly lateFee: string;
  readonly settledBefore: string;
  readonly amountDue: string;
  readonly terms: string;
  /** By kind of terms; for others the schedule says all there is to say. */
  readonly termsInWords: Readonly<Record<string, string>>;
  readonly pleasePay: (amount: string, day: string) => string;
  readonly nothingDue: string;
  readonly quoteReference: (reference: string) => string;
  readonly schedule: string;
  readonly partLabel: string;
  readonly onApproval: string;
  readonly paidOn: string;
  readonly paidWith: string;
  readonly transactionId: string;
  readonly invoice: string;
  readonly onYourStatement: string;
  readonly amountReceived: string;
  readonly payment: string;
  readonly creditsApplied: string;
  readonly receivedSoFar: string;
  readonly stillDue: string;
  readonly received: (amount: string, day: string) => string;
  readonly tenders: Readonly<Record<string, string>>;
  readonly cardEndingIn: (brand: string, last4: string) => string;
  readonly credit: string;
  readonly invoiceIssuedOn: string;
  readonly invoiceAmount: string;
  readonly credited: string;
  readonly reason: string;
  readonly creditsInvoice: (invoiceNumber: string, amount: string) => string;
  readonly questions: (email: string) => string;
  readonly mail: {
    readonly subject: (title: string, amount: string) => string;
    readonly body: Readonly<Record<DocumentKind, (name: string) => string>>;
    readonly open: string;
    readonly pdf: string;
  };
  readonly statement: {
    readonly title: string;
    readonly period: string;
    readonly between: (from: string, until: string) => string;
    readonly date: string;
    readonly what: string;
    readonly charged: string;
    readonly settled: string;
    readonly balance: string;
    readonly opening: string;
    readonly closing: string;
    readonly entries: string;
    readonly canceled: string;
    readonly other: string;
    readonly nothing: string;
  };
}
