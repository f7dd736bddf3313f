import type { ProductKind } from "../orders/order-state";
import { isCountryCode } from "../people/countries";
import { err, ok, type Result } from "../result";
import { type CalendarDate, isCalendarDate } from "../time/calendar-date";
import { jurisdictionOf } from "./tax-row";

/** none: nothing is taxed. rates: by the merchant's own list. */
export const TAX_DRIVERS = ["none", "rates"] as const;
export type TaxDriverCode = (typeof TAX_DRIVERS)[number];

/** One rate, of one place, for one kind of product or all of them. */
export interface TaxRate {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** The part of ISO 3166-2 behind the dash, such as NY; null for the whole country. */
  readonly region: string | null;
  /** Null for every kind. */
  readonly kind: ProductKind | null;
  readonly name: string;
  /** Millionths: 190000 is 19 percent. */
  readonly ratePpm: number;
  readonly treatment: "taxed" | "exempt";
  /** Whether a business there that is registered for tax accounts for it instead. */
  readonly isReverseCharge: boolean;
  readonly validFrom: CalendarDate;
  /** The last day; null while no end is known. */
  readonly validUntil: CalendarDate | null;
}

/** How a merchant's sales are taxed. */
export interface TaxSettings {
  /** Counts up with each change; 0 while nothing was ever set. */
  readonly version: number;
  readonly driver: TaxDriverCode;
  /** Where the seller is; whose customers do not say where they are, are taken to be there, too. */
  readonly homeCountry: string;
  readonly homeRegion: string | null;
  /** Product kinds whose prices include tax. */
  readonly inclusiveKinds: readonly ProductKind[];
  readonly rates: readonly TaxRate[];
}

/** What holds until a merchant says otherwise. */
export const NO_TAX: TaxSettings = {
  version: 0,
  driver: "none",
  homeCountry: "US",
  homeRegion: null,
  inclusiveKinds: [],
  rates: [],
};

const REGION = /^[A-Z0-9]{1,3}$/;
const PPM_MAX = 1_000_000;
const RATES_MAX = 500;
const NAME_MAX = 40;

export function isRegion(text: string): boolean {
  return REGION.test(text);
}

const placeFits = (country: string, region: string | null) =>
  isCountryCode(country) && (region === null || isRegion(region));

function rateFits(rate: TaxRate): boolean {
  const { ratePpm, validFrom, validUntil } = rate;
  return (
    placeFits(rate.country, rate.region) &&
    rate.name.trim() !== "" &&
    rate.name.length <= NAME_MAX &&
    Number.isInteger(ratePpm) &&
    ratePpm >= 0 &&
    ratePpm <= PPM_MAX &&
    isCalendarDate(validFrom) &&
    (validUntil === null || (isCalendarDate(validUntil) && validFrom <= validUntil))
  );
}

const scopeOf = ({ country, region, kind }: TaxRate): string =>
  `${jurisdictionOf(country, region)} ${kind ?? "all"}`;

/** Two rates for the same place and kind on one day would leave open which of them holds. */
function overlaps(rates: readonly TaxRate[]): boolean {
  const sorted = rates.toSorted(
    (left, right) =>
      scopeOf(left).localeCompare(scopeOf(right)) || left.validFrom.localeCompare(right.validFrom),
  );
  return sorted.some((rate, index) => {
    const next = sorted[index + 1];
    if (next === undefined || scopeOf(next) !== scopeOf(rate)) return false;
    return rate.validUntil === null || next.validFrom <= rate.validUntil;
  });
}

/** Checks settings as a whole; what is refused changes nothing. */
export function checkTaxSettings<Settings extends Omit<TaxSettings, "version">>(
  settings: Settings,
): Result<Settings> {
  const { driver, rates } = settings;
  if (!placeFits(settings.homeCountry, settings.homeRegion))
    return err({ kind: "rejected", code: "tax_place_unknown" });
  if (rates.length > RATES_MAX || !rates.every(rateFits))
    return err({ kind: "rejected", code: "tax_rate_malformed" });
  if (overlaps(rates)) return err({ kind: "rejected", code: "tax_rates_overlap" });
  if (driver === "rates" && rates.length === 0) return err({ kind: "rejected", code: "tax_rates_missing" });
  return ok(settings);
}
