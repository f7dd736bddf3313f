import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shareOfTaxes, taxTakenBack, withTax } from "./spread-tax";
import { groupTaxes, taxOf, type TaxRow, withoutTaxes } from "./tax-row";

const row = (changes: Partial<TaxRow> = {}): TaxRow => ({
  jurisdiction: "DE",
  name: "VAT",
  ratePpm: 190_000,
  treatment: "taxed",
  isIncluded: false,
  taxableMinor: 10_000n,
  taxMinor: 1_900n,
  ...changes,
});

const bases = (rows: readonly TaxRow[]) => rows.map(({ taxableMinor }) => taxableMinor);
const nothing = (rows: readonly TaxRow[]) =>
  rows.every((one) => one.taxableMinor === 0n && one.taxMinor === 0n);

describe("the tax of a schedule", () => {
  test("is split as its parts are, the cent that is left to the largest", () => {
    const parts = [3_000n, 4_000n, 3_000n].map((amountMinor) => ({ currency: "EUR", amountMinor }));
    expect(withTax(parts, 1_900n).map(({ taxMinor }) => taxMinor)).toEqual([570n, 760n, 570n]);
    expect(withTax(parts, 1_001n).map(({ taxMinor }) => taxMinor)).toEqual([300n, 401n, 300n]);
    expect(withTax(parts, 0n).map(({ taxMinor }) => taxMinor)).toEqual([0n, 0n, 0n]);
    expect(withTax([], 0n)).toEqual([]);
  });
});

const amount = fc.bigInt({ min: 1n, max: 10n ** 9n });
/** Taxes of an order, and the amounts of its invoices, which together hold the net and the tax. */
const order = fc
  .record({
    rows: fc.array(fc.record({ base: amount, ppm: fc.integer({ min: 0, max: 400_000 }) }), { maxLength: 4 }),
    fee: amount,
    weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
    currency: fc.constantFrom("USD", "JPY", "KWD"),
  })
  .map(({ rows, fee, weights, currency }) => {
    const taxes = rows.map(({ base, ppm }, index) =>
      row({
        name: `Tax ${index}`,
        ratePpm: ppm,
        taxableMinor: base,
        taxMinor: (base * BigInt(ppm)) / 1_000_000n,
      }),
    );
    const total = rows.reduce((sum, { base }) => sum + base, fee) + taxOf(taxes);
    const whole = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
    const amounts = weights.map((weight) => (total * BigInt(weight)) / whole);
    const last = total - amounts.slice(1).reduce((sum, each) => sum + each, 0n);
    return { taxes, total, currency, amounts: [last, ...amounts.slice(1)] };
  });

describe("the taxes of invoices and credit notes, as a law", () => {
  test("INV-04: invoices of all parts claim each tax exactly, whatever the schedule", () => {
    fc.assert(
      fc.property(order, ({ taxes, total, currency, amounts }) => {
        const parts = withTax(
          amounts.map((amountMinor) => ({ amountMinor, currency })),
          taxOf(taxes),
        );
        let left = groupTaxes(taxes);
        let wholeMinor = total;
        for (const part of parts.filter(({ amountMinor }) => amountMinor > 0n)) {
          expect(part.taxMinor <= part.amountMinor).toBe(true);
          const share = shareOfTaxes(left, { ...part, wholeMinor });
          expect(taxOf(share)).toBe(part.taxMinor);
          left = withoutTaxes(left, share);
          expect(left.every((one) => one.taxMinor >= 0n && one.taxableMinor >= 0n)).toBe(true);
          wholeMinor -= part.amountMinor;
        }
        expect(nothing(left)).toBe(true);
      }),
    );
  });

  test("REF-11: credit notes over all of an invoice take back exactly its taxes, in however many steps", () => {
    fc.assert(
      fc.property(order, ({ taxes, total, currency, amounts }) => {
        let left = groupTaxes(taxes);
        let creditedMinor = 0n;
        for (const amountMinor of amounts.filter((each) => each > 0n)) {
          const claim = { amountMinor: total, creditedMinor, withdrawnMinor: 0n, taxMinor: taxOf(taxes) };
          const taxMinor = taxTakenBack(claim, amountMinor);
          expect(taxMinor <= amountMinor).toBe(true);
          const wholeMinor = total - creditedMinor;
          left = withoutTaxes(left, shareOfTaxes(left, { amountMinor, currency, taxMinor, wholeMinor }));
          expect(left.every((one) => one.taxMinor >= 0n)).toBe(true);
          creditedMinor += amountMinor;
        }
        expect(nothing(left)).toBe(true);
      }),
    );
  });

  test("a base is shared in proportion, half up", () => {
    const part = { amountMinor: 5_950n, currency: "EUR", taxMinor: 950n, wholeMinor: 11_900n };
    expect(bases(shareOfTaxes([row()], part))).toEqual([5_000n]);
    expect(bases(shareOfTaxes([row()], { ...part, amountMinor: 1n, taxMinor: 0n }))).toEqual([1n]);
  });
});
