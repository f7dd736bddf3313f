import type { TaxRate } from "@/lib/domain/tax/tax-settings";

/** Nineteen percent in Germany, for every kind of product, for as long as anybody remembers. */
export const VAT: TaxRate = {
  country: "DE",
  region: null,
  kind: null,
  name: "VAT",
  ratePpm: 190_000,
  treatment: "taxed",
  isReverseCharge: false,
  validFrom: "2020-01-01",
  validUntil: null,
};
