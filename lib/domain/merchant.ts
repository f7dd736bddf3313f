import type { CurrencyCode } from "./money/currency";

/** The seller, as storefront, console and mails show it. */
export interface MerchantView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly legalName: string;
  /** What the buyer reads on the card statement. */
  readonly statementDescriptor: string;
  readonly supportEmail: string;
  readonly timeZone: string;
  readonly locale: string;
  /** The first is the one that prices are shown in. */
  readonly currencies: readonly CurrencyCode[];
}
