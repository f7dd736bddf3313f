type Kind = "gst" | "hst" | "jct" | "sales_tax" | "vat";
export type StaticRate = { readonly kind: Kind; readonly percent: string; readonly name: string };

const vat = (percent: string): StaticRate => ({ kind: "vat", percent, name: "VAT" });
const gst = (percent: string): StaticRate => ({ kind: "gst", percent, name: "GST" });
const sales = (percent: string): StaticRate => ({ kind: "sales_tax", percent, name: "Sales tax" });

export const EU_COUNTRIES: readonly string[] =
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");

/** Standard rates by country, as good as a test needs them: they do not follow the law. */
const BY_COUNTRY: Readonly<Record<string, StaticRate>> = {
  AT: vat("20.0"),
  BE: vat("21.0"),
  BG: vat("20.0"),
  CY: vat("19.0"),
  CZ: vat("21.0"),
  DE: vat("19.0"),
  DK: vat("25.0"),
  EE: vat("24.0"),
  ES: vat("21.0"),
  FI: vat("25.5"),
  FR: vat("20.0"),
  GR: vat("24.0"),
  HR: vat("25.0"),
  HU: vat("27.0"),
  IE: vat("23.0"),
  IT: vat("22.0"),
  LT: vat("21.0"),
  LU: vat("17.0"),
  LV: vat("21.0"),
  MT: vat("18.0"),
  NL: vat("21.0"),
  PL: vat("23.0"),
  PT: vat("23.0"),
  RO: vat("21.0"),
  SE: vat("25.0"),
  SI: vat("22.0"),
  SK: vat("23.0"),
  CH: vat("8.1"),
  GB: vat("20.0"),
  NO: vat("25.0"),
  AU: gst("10.0"),
  CA: gst("5.0"),
  IN: gst("18.0"),
  NZ: gst("15.0"),
  SG: gst("9.0"),
  JP: { kind: "jct", percent: "10.0", name: "Consumption tax" },
};

/** State rates without what cities and counties add. */
const BY_STATE: Readonly<Record<string, StaticRate>> = {
  "US/CA": sales("7.25"),
  "US/CO": sales("2.9"),
  "US/FL": sales("6.0"),
  "US/GA": sales("4.0"),
  "US/IL": sales("6.25"),
  "US/MA": sales("6.25"),
  "US/NJ": sales("6.625"),
  "US/NY": sales("4.0"),
  "US/PA": sales("6.0"),
  "US/TX": sales("6.25"),
  "US/WA": sales("6.5"),
  "CA/ON": { kind: "hst", percent: "13.0", name: "HST" },
};

/** The rate at an address; `null` where this account collects nothing. */
export const rateAt = (country: string, state: string | null): StaticRate | null =>
  BY_STATE[`${country}/${state ?? ""}`] ?? BY_COUNTRY[country] ?? null;

/** Tax on an amount in the smallest unit, rounded half up; `isInclusive` takes it out of the amount. */
export function taxOn(amount: number, percent: string, isInclusive: boolean): number {
  const [whole = "0", fraction = ""] = percent.split(".");
  const scale = 10n ** BigInt(fraction.length);
  const rate = BigInt(whole) * scale + BigInt(fraction === "" ? "0" : fraction);
  const hundred = 100n * scale;
  const divisor = isInclusive ? hundred + rate : hundred;
  return Number((BigInt(amount) * rate * 2n + divisor) / (divisor * 2n));
}
