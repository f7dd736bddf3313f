import { describe, expect, test } from "vitest";
import { money } from "@/lib/domain/money/money";
import { draftOrder } from "./draft-order";

const product = (kind: "course" | "site_placement", priceMinor: bigint) => ({
  id: kind,
  kind,
  name: kind,
  priceMinor,
  currency: "EUR",
  isActive: true,
});
const row = { jurisdiction: "DE", name: "VAT", ratePpm: 190_000, treatment: "taxed" } as const;
const TAX = {
  lines: [
    [{ ...row, isIncluded: false, taxableMinor: 20_000n, taxMinor: 3_800n }],
    [{ ...row, isIncluded: true, taxableMinor: 10_000n, taxMinor: 1_900n }],
  ],
  addedMinor: 3_800n,
  includedMinor: 1_900n,
  basis: {
    driver: "rates",
    version: 1,
    country: "DE",
    region: null,
    isPlaceKnown: true,
    taxId: null,
    isRegisteredBusiness: false,
  },
} as const;

describe("drafting an order", () => {
  test("adds tax to the total, keeps what prices include apart, and splits both over the schedule", () => {
    const terms = {
      kind: "deposit",
      shareBasisPoints: 5_000,
      fixedMinor: 0n,
      minimumMinor: 0n,
      balance: { kind: "standard" },
    } as const;
    const drafted = draftOrder(
      { merchantId: "merchant", customerId: "customer", number: 1n },
      [
        { product: product("site_placement", 10_000n), quantity: 2 },
        { product: product("course", 11_900n), quantity: 1 },
      ],
      {
        terms: { id: "one", terms, name: "Half", source: "default", reason: "Test" },
        today: "2026-11-20",
        tax: TAX,
        subtotal: money(31_900n, "EUR"),
      },
    );
    expect(drafted.order).toMatchObject({
      totalMinor: 35_700n,
      taxMinor: 3_800n,
      taxIncludedMinor: 1_900n,
      isTaxed: true,
    });
    expect(
      drafted.lines.map((line) => [line.amountMinor, line.taxAddedMinor, line.taxIncludedMinor]),
    ).toEqual([
      [20_000n, 3_800n, 0n],
      [11_900n, 0n, 1_900n],
    ]);
    expect(drafted.installments.map(({ amountMinor, taxMinor }) => [amountMinor, taxMinor])).toEqual([
      [17_850n, 2_850n],
      [17_850n, 2_850n],
    ]);
  });
});
