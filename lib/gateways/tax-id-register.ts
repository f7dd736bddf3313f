/** What a register says of a VAT id. not_reached: it did not answer, or could not say; nothing is known then. */
export type RegisterAnswer = "registered" | "not_registered" | "not_reached";

/** Where it can be asked whether a VAT id was given out and is in use. */
export interface TaxIdRegister {
  readonly look: (country: string, taxId: string) => Promise<RegisterAnswer>;
}
