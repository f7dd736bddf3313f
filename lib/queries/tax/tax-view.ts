import { invariant } from "@/lib/domain/invariant";
import { type Money, money } from "@/lib/domain/money/money";
import {
  groupTaxes,
  percentText,
  TAX_TREATMENTS,
  type TaxRow,
  type TaxTreatment,
} from "@/lib/domain/tax/tax-row";

/** One tax of an order or a cart, as a bill shows it. */
export interface TaxView {
  /** "VAT 19%", or what stands in its place where nothing is charged. */
  readonly label: string;
  readonly amount: Money;
  /** Whether the prices include it; otherwise it is added to them. */
  readonly isIncluded: boolean;
  readonly treatment: TaxTreatment;
}

/** A row of order_tax. */
interface StoredTax extends Omit<TaxRow, "treatment"> {
  readonly treatment: string;
}

function storedRow(stored: StoredTax): TaxRow {
  const treatment = TAX_TREATMENTS.find((known) => known === stored.treatment);
  invariant(treatment !== undefined, `No tax is treated as ${stored.treatment}.`);
  return { ...stored, treatment };
}

const NOT_CHARGED = { exempt: "exempt", reverse_charge: "reverse charge" } as const;

export function taxView(row: TaxRow, currency: string): TaxView {
  const { name, ratePpm, treatment, isIncluded } = row;
  const label =
    treatment === "taxed" ? `${name} ${percentText(ratePpm)}%` : `${name}, ${NOT_CHARGED[treatment]}`;
  return { label, amount: money(row.taxMinor, currency), isIncluded, treatment };
}

/** The taxes of an order's lines, put together as its bill shows them. */
export function taxViews(
  lines: readonly { readonly taxes: readonly StoredTax[] }[],
  currency: string,
): TaxView[] {
  return groupTaxes(lines.flatMap(({ taxes }) => taxes.map(storedRow))).map((row) => taxView(row, currency));
}
