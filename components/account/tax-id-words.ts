import type { TaxIdState } from "@/lib/domain/tax/tax-id";

/** What a register said of the customer's VAT id, and what follows from it. */
export const TAX_ID_WORDS: Readonly<Record<TaxIdState, string>> = {
  unchecked: "",
  registered: "The VAT register confirmed your VAT id.",
  not_registered: "The VAT register does not know this VAT id, so tax is charged.",
  not_reached:
    "The VAT register did not answer, so your VAT id is not confirmed and tax is charged. Save again later to ask once more.",
};
