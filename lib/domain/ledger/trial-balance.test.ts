import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AccountBalance, trialBalances } from "./trial-balance";

const row = (code: string, balanceMinor: bigint, currency = "USD"): AccountBalance => ({
  accountId: `${code} ${currency}`,
  code,
  type: "asset",
  currency,
  balanceMinor,
});

describe("trialBalances", () => {
  test.each([
    { name: "nominal", rows: [row("bank", 5n), row("revenue", -5n)], debit: 5n, credit: 5n, difference: 0n },
    { name: "an account at zero", rows: [row("bank", 0n)], debit: 0n, credit: 0n, difference: 0n },
    {
      name: "books that are wrong by one",
      rows: [row("bank", 5n), row("revenue", -4n)],
      debit: 5n,
      credit: 4n,
      difference: 1n,
    },
    {
      name: "books that lack a debit",
      rows: [row("bank", 5n), row("revenue", -9n)],
      debit: 5n,
      credit: 9n,
      difference: -4n,
    },
    {
      name: "a unit past what a float can tell",
      rows: [row("bank", 9_007_199_254_740_993n), row("revenue", -9_007_199_254_740_992n)],
      debit: 9_007_199_254_740_993n,
      credit: 9_007_199_254_740_992n,
      difference: 1n,
    },
  ])("sets debits against credits: $name", ({ rows, debit, credit, difference }) => {
    expect(trialBalances(rows)).toEqual([
      { currency: "USD", rows, debitMinor: debit, creditMinor: credit, differenceMinor: difference },
    ]);
  });

  test("keeps currencies apart, in order of their codes", () => {
    const [jpy, usd, ...others] = trialBalances([
      row("bank", 5n),
      row("bank", 7n, "JPY"),
      row("revenue", -5n),
      row("revenue", -6n, "JPY"),
    ]);
    expect([jpy?.currency, jpy?.differenceMinor, usd?.currency, usd?.differenceMinor, others]).toEqual([
      "JPY",
      1n,
      "USD",
      0n,
      [],
    ]);
  });

  test("of no accounts there is none", () => {
    expect(trialBalances([])).toEqual([]);
  });
});

describe("trialBalances, as a law", () => {
  test("the difference is the sum of all balances, and neither side is ever negative", () => {
    const balances = fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(balances, (amounts) => {
        const [balance] = trialBalances(amounts.map((amount, index) => row(`account-${index}`, amount)));
        expect(balance?.differenceMinor).toBe(amounts.reduce((total, amount) => total + amount, 0n));
        expect((balance?.debitMinor ?? -1n) >= 0n && (balance?.creditMinor ?? -1n) >= 0n).toBe(true);
      }),
    );
  });
});
