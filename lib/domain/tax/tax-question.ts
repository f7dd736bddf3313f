import type { CalendarDate } from "../time/calendar-date";
import type { TaxPlace, TaxQuestion } from "./calculate-tax";
import type { TaxIdState } from "./tax-id";
import type { TaxDriverCode, TaxSettings } from "./tax-settings";

/** By what an order's tax was calculated, kept with the order. */
export interface TaxBasis {
  readonly driver: TaxDriverCode;
  /** Version of the merchant's settings. */
  readonly version: number;
  readonly country: string;
  readonly region: string | null;
  /** Whether the customer said where they are; otherwise they are taken to be where the seller is. */
  readonly isPlaceKnown: boolean;
  readonly taxId: string | null;
  readonly isRegisteredBusiness: boolean;
}

/** What is known of a buyer, as far as tax asks. */
interface Buyer {
  readonly place: TaxPlace | null;
  readonly taxId: string | null;
  readonly taxIdState: TaxIdState;
}

/** What is to be asked for these lines, and by what it will have been answered. */
export function taxQuestion(
  settings: TaxSettings,
  buyer: Buyer,
  sale: { readonly lines: TaxQuestion["lines"]; readonly on: CalendarDate },
): { readonly question: TaxQuestion; readonly basis: TaxBasis } {
  const place = buyer.place ?? { country: settings.homeCountry, region: settings.homeRegion };
  const isRegisteredBusiness = buyer.taxId !== null && buyer.taxIdState === "registered";
  const { driver, version } = settings;
  return {
    question: { ...sale, place, isRegisteredBusiness },
    basis: {
      driver,
      version,
      ...place,
      isPlaceKnown: buyer.place !== null,
      taxId: buyer.taxId,
      isRegisteredBusiness,
    },
  };
}
