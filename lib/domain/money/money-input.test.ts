import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "./money";
import { moneyInput } from "./money-input";
import { parseMoney } from "./parse-money";

describe("moneyInput", () => {
  test.each([
    [125_050n, "USD", "1250.50"],
    [5n, "USD", "0.05"],
    [1_999n, "JPY", "1999"],
    [1_234n, "KWD", "1.234"],
    [-50n, "USD", "-0.50"],
  ])("writes %d of %s as %s", (amountMinor, currency, text) => {
    expect(moneyInput(money(amountMinor, currency))).toBe(text);
  });

  test("is always read back as the same amount", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
        fc.constantFrom("USD", "JPY", "KWD"),
        (amountMinor, currency) => {
          const amount = money(amountMinor, currency);
          expect(parseMoney(moneyInput(amount), currency)).toEqual({ ok: true, value: amount });
        },
      ),
    );
  });
});
