/** taxed: at the rate, which may be zero. exempt: not to be taxed. reverse_charge: the buyer accounts for it. */
export const TAX_TREATMENTS = ["taxed", "exempt", "reverse_charge"] as const;
export type TaxTreatment = (typeof TAX_TREATMENTS)[number];

/** One tax on something: on a line, on an order, in an invoice. Amounts in the smallest unit of the order's currency. */
export interface TaxRow {
  /** Whose tax it is: DE, or US-NY for a part of a country. */
  readonly jurisdiction: string;
  /** What it is called there: "VAT". */
  readonly name: string;
  /** Millionths: 190000 is 19 percent. */
  readonly ratePpm: number;
  readonly treatment: TaxTreatment;
  /** Whether the price includes it; otherwise it is added. */
  readonly isIncluded: boolean;
  /** What it is counted from, without tax. */
  readonly taxableMinor: bigint;
  readonly taxMinor: bigint;
}

/** The country of a jurisdiction, and the part of it. */
export function jurisdictionOf(country: string, region: string | null): string {
  return region === null ? country : `${country}-${region}`;
}

const keyOf = ({ jurisdiction, name, ratePpm, treatment, isIncluded }: TaxRow): string =>
  [jurisdiction, name, ratePpm, treatment, isIncluded].join("\n");

/** Puts rows of the same tax together, in the order in which each came first. */
export function groupTaxes(rows: readonly TaxRow[]): TaxRow[] {
  const groups = new Map<string, TaxRow>();
  for (const row of rows) {
    const key = keyOf(row);
    const before = groups.get(key);
    groups.set(key, {
      ...row,
      taxableMinor: (before?.taxableMinor ?? 0n) + row.taxableMinor,
      taxMinor: (before?.taxMinor ?? 0n) + row.taxMinor,
    });
  }
  return [...groups.values()];
}

/** What rows take away from others of the same taxes; a group that nothing is left of stays with zero. */
export function withoutTaxes(rows: readonly TaxRow[], taken: readonly TaxRow[]): TaxRow[] {
  const negative = taken.map((row) => ({
    ...row,
    taxableMinor: -row.taxableMinor,
    taxMinor: -row.taxMinor,
  }));
  return groupTaxes([...rows, ...negative]);
}

/** All tax in some rows, in minor units. */
export function taxOf(rows: readonly Pick<TaxRow, "taxMinor">[]): bigint {
  return rows.reduce((sum, { taxMinor }) => sum + taxMinor, 0n);
}

/** The tax that is added to prices, and the tax that prices include. In minor units. */
export function addedAndIncluded(rows: readonly TaxRow[]): { addedMinor: bigint; includedMinor: bigint } {
  return {
    addedMinor: taxOf(rows.filter(({ isIncluded }) => !isIncluded)),
    includedMinor: taxOf(rows.filter(({ isIncluded }) => isIncluded)),
  };
}

/** A rate as people write it: "19", "8.875". */
export function percentText(ratePpm: number): string {
  return String(ratePpm / 10_000);
}
