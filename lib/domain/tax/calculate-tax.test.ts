import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { VAT } from "@/test/builders/tax";
import { money } from "../money/money";
import type { LineKind } from "../orders/order-state";
import { calculateTax, netMinor, type TaxPlace } from "./calculate-tax";
import { addedAndIncluded, taxOf, type TaxRow } from "./tax-row";
import { NO_TAX, type TaxRate, type TaxSettings } from "./tax-settings";

const settings = (rates: readonly TaxRate[], changes: Partial<TaxSettings> = {}): TaxSettings => ({
  ...NO_TAX,
  version: 1,
  driver: "rates",
  homeCountry: "DE",
  rates,
  ...changes,
});

interface Sale {
  readonly place?: TaxPlace;
  readonly isRegisteredBusiness?: boolean;
  readonly on?: string;
  readonly kind?: LineKind;
  readonly currency?: string;
}

/** The taxes of one line. */
function taxesOf(given: TaxSettings, amountMinor: bigint, sale: Sale = {}): readonly TaxRow[] {
  const { place = { country: "DE", region: null }, isRegisteredBusiness = false, on = "2026-11-20" } = sale;
  const { kind = "course", currency = "EUR" } = sale;
  const lines = [{ kind, amount: money(amountMinor, currency) }];
  return calculateTax(given, { lines, place, isRegisteredBusiness, on })[0] ?? [];
}

const shown = (rows: readonly TaxRow[]) =>
  rows.map((row) => `${row.jurisdiction} ${row.name} ${row.treatment} ${row.taxableMinor} ${row.taxMinor}`);

describe("INV-04: tax by a merchant's rates", () => {
  test.each([
    { name: "nominal", amount: 10_000n, currency: "EUR", tax: 1_900n },
    { name: "half a cent goes up", amount: 50n, currency: "EUR", tax: 10n },
    { name: "less than half a cent goes down", amount: 2n, currency: "EUR", tax: 0n },
    { name: "whole yen", amount: 999n, currency: "JPY", tax: 190n },
    { name: "a thousandth of a dinar", amount: 1_001n, currency: "KWD", tax: 190n },
    { name: "nothing", amount: 0n, currency: "EUR", tax: 0n },
  ])("is added to a price: $name", ({ amount, currency, tax }) => {
    expect(shown(taxesOf(settings([VAT]), amount, { currency }))).toEqual([`DE VAT taxed ${amount} ${tax}`]);
  });

  test("is taken out of a price that includes it", () => {
    const inclusive = settings([VAT], { inclusiveKinds: ["course"] });
    expect(shown(taxesOf(inclusive, 11_900n))).toEqual(["DE VAT taxed 10000 1900"]);
    expect(shown(taxesOf(inclusive, 8_900n))).toEqual(["DE VAT taxed 7479 1421"]);
    expect(taxesOf(inclusive, 8_900n)[0]?.isIncluded).toBe(true);
    expect(taxesOf(inclusive, 8_900n, { kind: "site_placement" })[0]?.isIncluded).toBe(false);
  });

  test.each([
    { name: "another country", sale: { place: { country: "FR", region: null } } },
    { name: "a day before it holds", sale: { on: "2019-12-31" } },
  ])("is nothing in $name", ({ sale }) => {
    expect(taxesOf(settings([VAT]), 10_000n, sale)).toEqual([]);
  });

  test("changes on the day that a new rate begins", () => {
    const rates = [
      { ...VAT, validUntil: "2026-12-31" },
      { ...VAT, ratePpm: 210_000, validFrom: "2027-01-01" },
    ];
    expect(taxOf(taxesOf(settings(rates), 100n, { on: "2026-12-31" }))).toBe(19n);
    expect(taxOf(taxesOf(settings(rates), 100n, { on: "2027-01-01" }))).toBe(21n);
  });

  test("follows the rate of the product's kind before the one for all", () => {
    const reduced = { ...VAT, kind: "course", ratePpm: 70_000 } as const;
    expect(taxOf(taxesOf(settings([VAT, reduced]), 100n))).toBe(7n);
    expect(taxOf(taxesOf(settings([VAT, reduced]), 100n, { kind: "site_placement" }))).toBe(19n);
  });

  test("is owed to a country and to a part of it, each by its own rate", () => {
    const gst = { ...VAT, country: "CA", name: "GST", ratePpm: 50_000 };
    const qst = { ...gst, region: "QC", name: "QST", ratePpm: 99_750 };
    const quebec = { place: { country: "CA", region: "QC" } };
    expect(shown(taxesOf(settings([gst, qst]), 10_000n, quebec))).toEqual([
      "CA GST taxed 10000 500",
      "CA-QC QST taxed 10000 998",
    ]);
    const inclusive = settings([gst, qst], { inclusiveKinds: ["course"] });
    expect(shown(taxesOf(inclusive, 11_498n, quebec))).toEqual([
      "CA GST taxed 10000 500",
      "CA-QC QST taxed 10000 998",
    ]);
    expect(shown(taxesOf(settings([gst, qst]), 10_000n, { place: { country: "CA", region: "AB" } }))).toEqual(
      ["CA GST taxed 10000 500"],
    );
  });

  test("is nothing where the kind is exempt, and that is said", () => {
    const exempt = { ...VAT, kind: "course", treatment: "exempt" } as const;
    expect(shown(taxesOf(settings([VAT, exempt]), 10_000n))).toEqual(["DE VAT exempt 10000 0"]);
  });

  test("INV-05: is the buyer's matter where a register knows the business, abroad and only there", () => {
    const austria = { ...VAT, country: "AT", ratePpm: 200_000, isReverseCharge: true };
    const rates = settings([{ ...VAT, isReverseCharge: true }, austria]);
    const place = { country: "AT", region: null };
    expect(shown(taxesOf(rates, 10_000n, { place, isRegisteredBusiness: true }))).toEqual([
      "AT VAT reverse_charge 10000 0",
    ]);
    expect(taxOf(taxesOf(rates, 10_000n, { place }))).toBe(2_000n);
    expect(taxOf(taxesOf(rates, 10_000n, { isRegisteredBusiness: true }))).toBe(1_900n);
  });
});

describe("tax, as a law", () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 10n });
  const rate = fc.integer({ min: 0, max: 1_000_000 });
  const currency = fc.constantFrom("USD", "JPY", "KWD");
  const two = (first: number, second: number) => [
    { ...VAT, ratePpm: first },
    { ...VAT, region: "BE", name: "City tax", ratePpm: second },
  ];
  const place = { country: "DE", region: "BE" };

  test("what was added to a price is what is taken out of the price with it", () => {
    fc.assert(
      fc.property(amount, rate, currency, (net, ratePpm, code) => {
        const rates = [{ ...VAT, ratePpm }];
        const tax = taxOf(taxesOf(settings(rates), net, { currency: code }));
        const inclusive = settings(rates, { inclusiveKinds: ["course"] });
        const within = taxesOf(inclusive, net + tax, { currency: code });
        expect(taxOf(within)).toBe(tax);
        expect(netMinor(money(net + tax, code), within)).toBe(net);
      }),
    );
  });

  test("price without tax and all taxes in it are the price, however many there are", () => {
    fc.assert(
      fc.property(amount, rate, rate, currency, (price, first, second, code) => {
        const inclusive = settings(two(first, second), { inclusiveKinds: ["course"] });
        const rows = taxesOf(inclusive, price, { currency: code, place });
        for (const row of rows) expect(row.taxableMinor + taxOf(rows)).toBe(price);
      }),
    );
  });

  test("a cart of both kinds adds up: each tax is within half a unit of its exact share", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, fc.boolean()), { maxLength: 8 }), rate, (cart, ratePpm) => {
        const given = settings([{ ...VAT, ratePpm }], { inclusiveKinds: ["course"] });
        const lines = cart.map(([price, isCourse]) => ({
          kind: isCourse ? ("course" as const) : ("site_placement" as const),
          amount: money(price, "EUR"),
        }));
        const taxes = calculateTax(given, { lines, place, isRegisteredBusiness: false, on: "2026-11-20" });
        const { addedMinor, includedMinor } = addedAndIncluded(taxes.flat());
        expect(addedMinor + includedMinor).toBe(taxOf(taxes.flat()));
        for (const row of taxes.flat()) {
          const error = row.taxMinor * 1_000_000n - row.taxableMinor * BigInt(ratePpm);
          // Inside a price the rounding moves the net, too.
          expect(error < 0n ? -error : error).toBeLessThanOrEqual(row.isIncluded ? 1_000_000n : 500_000n);
        }
      }),
    );
  });
});
