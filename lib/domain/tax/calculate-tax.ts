import { allocate } from "../money/allocate";
import type { Money } from "../money/money";
import { money } from "../money/money";
import type { LineKind } from "../orders/order-state";
import type { CalendarDate } from "../time/calendar-date";
import { divideHalfUp } from "./divide-half-up";
import { jurisdictionOf, taxOf, type TaxRow } from "./tax-row";
import type { TaxRate, TaxSettings } from "./tax-settings";

const WHOLE_PPM = 1_000_000n;

/** Where somebody is: ISO 3166-1 alpha-2, and the part of ISO 3166-2 behind the dash where it matters. */
export interface TaxPlace {
  readonly country: string;
  readonly region: string | null;
}

/** What is to be taxed: the lines at their prices, and for whom. */
export interface TaxQuestion {
  readonly lines: readonly { readonly kind: LineKind; readonly amount: Money }[];
  readonly place: TaxPlace;
  /** Whether a register confirmed that the buyer is a business there. */
  readonly isRegisteredBusiness: boolean;
  readonly on: CalendarDate;
}

/** The taxes of each line, in the lines' order. */
export type LineTaxes = readonly (readonly TaxRow[])[];

/** The rates that hold for one kind at one place on one day: of each jurisdiction the one that names the kind, before the others. */
function ratesFor(rates: readonly TaxRate[], kind: LineKind, { place, on }: TaxQuestion): TaxRate[] {
  const fitting = rates.filter(
    (rate) =>
      rate.country === place.country &&
      (rate.region === null || rate.region === place.region) &&
      (rate.kind === null || rate.kind === kind) &&
      rate.validFrom <= on &&
      (rate.validUntil === null || on <= rate.validUntil),
  );
  return fitting.filter(
    (rate) =>
      rate.kind !== null || !fitting.some((other) => other.region === rate.region && other.kind !== null),
  );
}

type Rated = Pick<TaxRow, "jurisdiction" | "name" | "ratePpm" | "treatment">;

function ratedFor(rate: TaxRate, { isRegisteredBusiness, place }: TaxQuestion, home: string): Rated {
  const { name, ratePpm } = rate;
  const jurisdiction = jurisdictionOf(rate.country, rate.region);
  // The seller's own country is not abroad: there the seller accounts for the tax of everybody.
  const isReversed = rate.isReverseCharge && isRegisteredBusiness && place.country !== home;
  return { jurisdiction, name, ratePpm, treatment: isReversed ? "reverse_charge" : rate.treatment };
}

const chargedPpm = ({ treatment, ratePpm }: Rated): bigint => (treatment === "taxed" ? BigInt(ratePpm) : 0n);

/** Each tax is counted from the price, and rounded for itself. */
function added(amount: Money, rated: readonly Rated[]): TaxRow[] {
  return rated.map((one) => ({
    ...one,
    isIncluded: false,
    taxableMinor: amount.amountMinor,
    taxMinor: divideHalfUp(amount.amountMinor * chargedPpm(one), WHOLE_PPM),
  }));
}

/** The taxes together are taken out of the price and rounded once; what they come to is split by their rates. */
function included(amount: Money, rated: readonly Rated[]): TaxRow[] {
  const weights = rated.map(chargedPpm);
  const wholePpm = weights.reduce((sum, ppm) => sum + ppm, 0n);
  const taxMinor = divideHalfUp(amount.amountMinor * wholePpm, WHOLE_PPM + wholePpm);
  const shares = wholePpm === 0n ? [] : allocate(money(taxMinor, amount.currency), weights);
  return rated.map((one, index) => ({
    ...one,
    isIncluded: true,
    taxableMinor: amount.amountMinor - taxMinor,
    taxMinor: shares[index]?.amountMinor ?? 0n,
  }));
}

/**
 * What is owed by a merchant's own rates: for each line, half up, to the smallest unit. A price that includes tax stays what it
 * is, whatever tax there is in it; where there is none, the seller keeps all of it. A line that no rate speaks of has no tax.
 */
export function calculateTax(settings: TaxSettings, question: TaxQuestion): LineTaxes {
  return question.lines.map(({ kind, amount }) => {
    const rated = ratesFor(settings.rates, kind, question).map((rate) =>
      ratedFor(rate, question, settings.homeCountry),
    );
    const isInclusive = settings.inclusiveKinds.some((inclusive) => inclusive === kind);
    return isInclusive ? included(amount, rated) : added(amount, rated);
  });
}

/** An amount without the tax that its price includes. */
export function netMinor(amount: Money, rows: readonly TaxRow[]): bigint {
  return amount.amountMinor - taxOf(rows.filter(({ isIncluded }) => isIncluded));
}
