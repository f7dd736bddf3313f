import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "./money";
import { portion } from "./portion";

describe("portion", () => {
  test.each([
    { name: "nominal", amountMinor: 10_000n, basisPoints: 290, rounding: "half_up", expected: 290n },
    { name: "all of it", amountMinor: 1_999n, basisPoints: 10_000, rounding: "down", expected: 1_999n },
    { name: "none of it", amountMinor: 1_999n, basisPoints: 0, rounding: "half_up", expected: 0n },
    {
      name: "exactly half a cent, half_up",
      amountMinor: 1n,
      basisPoints: 5_000,
      rounding: "half_up",
      expected: 1n,
    },
    {
      name: "exactly half a cent, down",
      amountMinor: 1n,
      basisPoints: 5_000,
      rounding: "down",
      expected: 0n,
    },
    {
      name: "just below half, half_up",
      amountMinor: 1n,
      basisPoints: 4_999,
      rounding: "half_up",
      expected: 0n,
    },
    { name: "just below one, down", amountMinor: 1n, basisPoints: 9_999, rounding: "down", expected: 0n },
    {
      name: "half of a debt, away from zero",
      amountMinor: -1n,
      basisPoints: 5_000,
      rounding: "half_up",
      expected: -1n,
    },
    {
      name: "part of a debt, toward zero",
      amountMinor: -199n,
      basisPoints: 5_000,
      rounding: "down",
      expected: -99n,
    },
    { name: "more than all", amountMinor: 100n, basisPoints: 12_500, rounding: "down", expected: 125n },
  ] as const)("takes a share: $name", ({ amountMinor, basisPoints, rounding, expected }) => {
    expect(portion(money(amountMinor, "USD"), { basisPoints, rounding })).toEqual(money(expected, "USD"));
  });

  test("takes whole yen of yen", () => {
    expect(portion(money(999n, "JPY"), { basisPoints: 1_000, rounding: "half_up" })).toEqual(
      money(100n, "JPY"),
    );
  });
});

describe("portion, as a law", () => {
  const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  const shares = fc.integer({ min: 0, max: 10_000 });

  test("is within half a unit of the exact share when halves round up, and never beyond it when they drop", () => {
    fc.assert(
      fc.property(amounts, shares, (amountMinor, basisPoints) => {
        const exact = amountMinor * BigInt(basisPoints);
        const rounded =
          portion(money(amountMinor, "USD"), { basisPoints, rounding: "half_up" }).amountMinor * 10_000n -
          exact;
        expect(rounded < 0n ? -rounded : rounded).toBeLessThanOrEqual(5_000n);
        const dropped =
          portion(money(amountMinor, "USD"), { basisPoints, rounding: "down" }).amountMinor * 10_000n;
        expect(exact < 0n ? -dropped : dropped).toBeLessThanOrEqual(exact < 0n ? -exact : exact);
      }),
    );
  });

  test("treats a debt as the mirror of a claim", () => {
    fc.assert(
      fc.property(
        amounts,
        shares,
        fc.constantFrom("half_up", "down"),
        (amountMinor, basisPoints, rounding) => {
          const claim = portion(money(amountMinor, "USD"), { basisPoints, rounding });
          const debt = portion(money(-amountMinor, "USD"), { basisPoints, rounding });
          expect(debt.amountMinor).toBe(-claim.amountMinor);
        },
      ),
    );
  });
});
