import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvariantViolation } from "../invariant";
import { add, compare, isPositive, isZero, money, negate, subtract, sum, times, zero } from "./money";

const usd = (amountMinor: bigint) => money(amountMinor, "USD");
const jpy = (amountMinor: bigint) => money(amountMinor, "JPY");
const amounts = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

describe("money", () => {
  test.each([{ currency: "USD" }, { currency: "JPY" }, { currency: "KWD" }, { currency: "ISK" }])(
    "is an amount in $currency",
    ({ currency }) => {
      expect(money(5n, currency)).toEqual({ amountMinor: 5n, currency });
    },
  );

  test.each([
    { currency: "usd" },
    { currency: "XXY" },
    { currency: "" },
    { currency: "US" },
    { currency: "constructor" },
  ])("refuses the currency '$currency'", ({ currency }) => {
    expect(() => money(5n, currency)).toThrow(InvariantViolation);
  });
});

describe("arithmetic", () => {
  test.each([
    { name: "nominal: a sum", actual: add(usd(1_999n), usd(1n)), expected: usd(2_000n) },
    { name: "a difference below zero", actual: subtract(usd(1n), usd(3n)), expected: usd(-2n) },
    { name: "the opposite", actual: negate(usd(7n)), expected: usd(-7n) },
    { name: "a quantity", actual: times(jpy(1_999n), 3), expected: jpy(5_997n) },
    { name: "a quantity of none", actual: times(usd(1_999n), 0), expected: zero("USD") },
    {
      name: "past 2^53, exactly",
      actual: add(usd(2n ** 53n), usd(1n)),
      expected: usd(9_007_199_254_740_993n),
    },
    { name: "a sum of none", actual: sum([], "KWD"), expected: zero("KWD") },
    { name: "a sum of many", actual: sum([usd(1n), usd(2n), usd(-4n)], "USD"), expected: usd(-1n) },
  ])("gives $name", ({ actual, expected }) => {
    expect(actual).toEqual(expected);
  });

  test.each([
    { name: "adding", act: () => add(usd(1n), jpy(1n)) },
    { name: "subtracting", act: () => subtract(usd(1n), jpy(1n)) },
    { name: "comparing", act: () => compare(usd(1n), jpy(1n)) },
    { name: "summing", act: () => sum([usd(1n)], "JPY") },
  ])("never puts two currencies together by $name", ({ act }) => {
    expect(act).toThrow(/USD and JPY|JPY and USD/);
  });

  test.each([
    { quantity: 1.5 },
    { quantity: Number.NaN },
    { quantity: Number.POSITIVE_INFINITY },
    { quantity: 2 ** 53 },
  ])("refuses the quantity $quantity", ({ quantity }) => {
    expect(() => times(usd(1n), quantity)).toThrow(InvariantViolation);
  });

  test.each([
    { name: "nominal", left: 1n, right: 2n, order: -1 },
    { name: "equal", left: 2n, right: 2n, order: 0 },
    { name: "more", left: 2n, right: 1n, order: 1 },
    { name: "negative", left: -2n, right: 1n, order: -1 },
  ])("compares amounts: $name", ({ left, right, order }) => {
    expect(compare(usd(left), usd(right))).toBe(order);
  });

  test.each([
    { name: "nominal", amountMinor: 1n, zero: false, positive: true },
    { name: "nothing", amountMinor: 0n, zero: true, positive: false },
    { name: "a debt", amountMinor: -1n, zero: false, positive: false },
  ])("knows the sign of $name", ({ amountMinor, zero: expectedZero, positive }) => {
    expect({ zero: isZero(usd(amountMinor)), positive: isPositive(usd(amountMinor)) }).toEqual({
      zero: expectedZero,
      positive,
    });
  });
});

describe("arithmetic, as laws", () => {
  test("subtracting what was added gives what was there", () => {
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        expect(subtract(add(usd(left), usd(right)), usd(right))).toEqual(usd(left));
      }),
    );
  });

  test("a quantity is that many additions", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 50 }), (amountMinor, quantity) => {
        const added = sum(
          Array.from({ length: quantity }, () => usd(amountMinor)),
          "USD",
        );
        expect(times(usd(amountMinor), quantity)).toEqual(added);
      }),
    );
  });

  test("an amount and its opposite are nothing", () => {
    fc.assert(
      fc.property(amounts, (amountMinor) => {
        expect(add(usd(amountMinor), negate(usd(amountMinor)))).toEqual(zero("USD"));
      }),
    );
  });
});
