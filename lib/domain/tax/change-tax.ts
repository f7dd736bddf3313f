import type { ProductKind } from "../orders/order-state";
import { err, type Result } from "../result";
import type { CalendarDate } from "../time/calendar-date";
import { checkTaxSettings, type TaxDriverCode, type TaxRate, type TaxSettings } from "./tax-settings";

/** One change of a merchant's tax settings. Rates are named by their place in the list, from 1. */
export type TaxChange =
  | {
      readonly kind: "general";
      readonly driver: TaxDriverCode;
      readonly homeCountry: string;
      readonly homeRegion: string | null;
      readonly inclusiveKinds: readonly ProductKind[];
    }
  | { readonly kind: "add_rate"; readonly rate: TaxRate }
  | { readonly kind: "end_rate"; readonly position: number; readonly validUntil: CalendarDate };

/** Settings without the version that they will have. */
type Changed = Omit<TaxSettings, "version">;

function endRate(settings: TaxSettings, position: number, validUntil: CalendarDate): Changed | null {
  const ended = settings.rates[position - 1];
  if (ended === undefined) return null;
  const rates = settings.rates.map((rate) => (rate === ended ? { ...rate, validUntil } : rate));
  return { ...settings, rates };
}

/** The settings after a change, or why they cannot be so. */
export function changeTax(settings: TaxSettings, change: TaxChange): Result<Changed> {
  switch (change.kind) {
    case "general": {
      const { driver, homeCountry, homeRegion, inclusiveKinds } = change;
      return checkTaxSettings({ ...settings, driver, homeCountry, homeRegion, inclusiveKinds });
    }
    case "add_rate":
      return checkTaxSettings({ ...settings, rates: [...settings.rates, change.rate] });
    case "end_rate": {
      const changed = endRate(settings, change.position, change.validUntil);
      return changed === null ? err({ kind: "conflict", code: "page_outdated" }) : checkTaxSettings(changed);
    }
  }
}

/** The settings as texts that are the same for two that are alike, for records. */
export function taxText({ driver, homeCountry, homeRegion, inclusiveKinds, rates }: Changed) {
  return {
    driver,
    home: homeRegion === null ? homeCountry : `${homeCountry}-${homeRegion}`,
    inclusiveKinds: inclusiveKinds.toSorted(),
    rates: rates.map((rate) => ({ ...rate })),
  };
}
