import * as iso from "dinero.js/bigint/currencies";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvariantViolation } from "../invariant";
import { allocate } from "./allocate";
import { money, sum } from "./money";

const CODES = Object.values(iso).map((currency) => currency.code);

function shares(amountMinor: bigint, weights: readonly bigint[], currency = "USD"): bigint[] {
  return allocate(money(amountMinor, currency), weights).map((share) => share.amountMinor);
}

describe("allocate", () => {
  test.each([
    { name: "nominal", amountMinor: 100n, weights: [1n, 1n], expected: [50n, 50n] },
    {
      name: "a leftover cent to the largest weight",
      amountMinor: 100n,
      weights: [1n, 2n, 1n],
      expected: [25n, 50n, 25n],
    },
    { name: "a leftover cent, last weight largest", amountMinor: 11n, weights: [1n, 3n], expected: [2n, 9n] },
    {
      name: "thirds: one cent over, to the first of equals",
      amountMinor: 100n,
      weights: [1n, 1n, 1n],
      expected: [34n, 33n, 33n],
    },
    { name: "two cents over", amountMinor: 101n, weights: [1n, 1n, 1n], expected: [34n, 34n, 33n] },
    {
      name: "a weight of zero gets nothing",
      amountMinor: 5n,
      weights: [0n, 1n, 0n, 1n],
      expected: [0n, 3n, 0n, 2n],
    },
    { name: "less than a cent each", amountMinor: 2n, weights: [1n, 1n, 1n], expected: [1n, 1n, 0n] },
    { name: "nothing", amountMinor: 0n, weights: [1n, 2n], expected: [0n, 0n] },
    { name: "one share", amountMinor: 7n, weights: [3n], expected: [7n] },
    { name: "a debt", amountMinor: -100n, weights: [1n, 1n, 1n], expected: [-34n, -33n, -33n] },
  ])("splits: $name", ({ amountMinor, weights, expected }) => {
    expect(shares(amountMinor, weights)).toEqual(expected);
  });

  test("keeps the order of the weights and the currency", () => {
    expect(allocate(money(10n, "JPY"), [1n, 9n])).toEqual([money(1n, "JPY"), money(9n, "JPY")]);
  });

  test.each([
    { name: "no shares", weights: [] },
    { name: "a negative weight", weights: [1n, -1n] },
    { name: "weights of nothing", weights: [0n, 0n] },
  ])("refuses $name", ({ weights }) => {
    expect(() => shares(100n, weights)).toThrow(InvariantViolation);
  });
});

describe("allocate, as a law", () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((weight) => weight > 0n));
  const amounts = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

  test("always adds up to the amount, in every currency", () => {
    fc.assert(
      fc.property(amounts, weights, fc.constantFrom(...CODES), (amountMinor, list, currency) => {
        const split = allocate(money(amountMinor, currency), list);
        expect(split).toHaveLength(list.length);
        expect(sum(split, currency).amountMinor).toBe(amountMinor);
      }),
      { numRuns: 500 },
    );
  });

  test("gives every share its exact part, give or take one unit", () => {
    fc.assert(
      fc.property(amounts, weights, (amountMinor, list) => {
        const whole = list.reduce((total, weight) => total + weight, 0n);
        shares(amountMinor, list).forEach((share, index) => {
          const offBy = share * whole - amountMinor * (list[index] ?? 0n);
          expect(offBy < 0n ? -offBy : offBy).toBeLessThanOrEqual(whole);
        });
      }),
      { numRuns: 500 },
    );
  });

  test("never gives a larger weight the smaller share", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), weights, (amountMinor, list) => {
        const split = shares(amountMinor, list).map((share, index) => ({ share, weight: list[index] ?? 0n }));
        for (const left of split) {
          for (const right of split)
            if (left.weight > right.weight) expect(left.share).toBeGreaterThanOrEqual(right.share);
        }
      }),
    );
  });
});
