import { euVat } from "stdnum";

/**
 * Whether a VAT id has the form and the check digits that its country gives out, with or without the country before it. Null for
 * a country whose ids are not known here: then nothing can be said.
 */
export function isWellFormedVatId(country: string, taxId: string): boolean | null {
  const validators = Object.hasOwn(euVat, country) ? euVat[country] : undefined;
  return validators === undefined ? null : validators.some((one) => one.validate(taxId).isValid);
}
