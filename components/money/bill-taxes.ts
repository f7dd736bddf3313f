import type { Money } from "@/lib/domain/money/money";
import type { TaxTreatment } from "@/lib/domain/tax/tax-row";

/** One tax of a bill. */
export interface BillTax {
  readonly label: string;
  readonly amount: Money;
  readonly isIncluded: boolean;
  readonly treatment: TaxTreatment;
}

const isAddedUp = ({ isIncluded, treatment }: BillTax) => !isIncluded || treatment !== "taxed";

/** The taxes that stand above a total, because they are added to it; and those under it, because prices include them. */
export function billTaxes(taxes: readonly BillTax[]): {
  readonly above: readonly { term: string; amount: Money }[];
  readonly below: readonly { term: string; amount: Money }[];
} {
  return {
    above: taxes.filter(isAddedUp).map(({ label, amount }) => ({ term: label, amount })),
    below: taxes
      .filter((tax) => !isAddedUp(tax))
      .map(({ label, amount }) => ({ term: `includes ${label}`, amount })),
  };
}

/** What a buyer who accounts for the tax has to be told. */
export function reverseChargeNote(taxes: readonly BillTax[]): string | null {
  return taxes.some(({ treatment }) => treatment === "reverse_charge")
    ? "Reverse charge: your business accounts for the tax itself."
    : null;
}
