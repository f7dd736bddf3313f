import { DOCUMENT_LOCALES } from "../documents/document-language";
import type { FailureOf } from "../failure";
import { err, ok, type Result } from "../result";
import { isRegion } from "../tax/tax-settings";
import { isCountryCode } from "./countries";
import { personName } from "./person-name";

/** To whom documents are made out, and in which language. */
export interface BillingDetails {
  readonly locale: string;
  readonly name: string;
  /** Street, postal code, city: as they are written on an envelope, without the country. */
  readonly addressLines: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** The part of ISO 3166-2 behind the dash, such as NY; null where it does not matter. */
  readonly region: string | null;
  readonly taxId: string | null;
}

/** What somebody typed. */
export interface BillingWish {
  readonly locale: string;
  readonly name: string;
  readonly address: string;
  readonly country: string;
  readonly region: string;
  readonly taxId: string;
}

const LINES_MAX = 5;
/** Capitals and digits, as authorities write them once dots and spaces are gone. */
const TAX_ID = /^[A-Z0-9]{4,20}$/;

/** Reads an address as it is written on an envelope. */
export function addressLines(text: string): Result<string[], "required" | "too_long"> {
  const typed = text.split("\n").filter((line) => line.trim() !== "");
  const lines = typed.flatMap((line) => {
    const read = personName(line);
    return read.ok ? [read.value] : [];
  });
  if (typed.length === 0 || typed.length > LINES_MAX)
    return err(typed.length === 0 ? "required" : "too_long");
  return lines.length === typed.length ? ok(lines) : err("too_long");
}

/** Reads a tax id, of which only the form is looked at; null for none. */
export function taxIdOf(text: string): Result<string | null, "tax_id_malformed"> {
  const taxId = text.toUpperCase().replace(/[\s.\-/]/g, "");
  if (taxId === "") return ok(null);
  return TAX_ID.test(taxId) ? ok(taxId) : err("tax_id_malformed");
}

function regionOf(text: string): Result<string | null, "region_malformed"> {
  const region = text.trim().toUpperCase();
  if (region === "") return ok(null);
  return isRegion(region) ? ok(region) : err("region_malformed");
}

/** Reads what was typed. A tax id is taken for what it says: its form is looked at, and not whether it was given out. */
export function billingDetails(wish: BillingWish): Result<BillingDetails, FailureOf<"invalid">> {
  const name = personName(wish.name);
  const address = addressLines(wish.address);
  const taxId = taxIdOf(wish.taxId);
  const region = regionOf(wish.region);
  const isLocale = DOCUMENT_LOCALES.some(({ locale }) => locale === wish.locale);
  const isCountry = isCountryCode(wish.country);
  if (name.ok && address.ok && taxId.ok && region.ok && isLocale && isCountry) {
    const { locale, country } = wish;
    return ok({
      locale,
      name: name.value,
      addressLines: address.value,
      country,
      region: region.value,
      taxId: taxId.value,
    });
  }
  const fields = {
    ...(name.ok ? {} : { name: name.error }),
    ...(address.ok ? {} : { address: address.error }),
    ...(taxId.ok ? {} : { taxId: taxId.error }),
    ...(region.ok ? {} : { region: region.error }),
    ...(isLocale ? {} : { locale: "required" }),
    ...(isCountry ? {} : { country: "required" }),
  };
  return err({ kind: "invalid", code: "invalid_input", fields });
}
