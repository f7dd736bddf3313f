import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalText, formatMoney, moneyParts } from "./format-money";
import { money } from "./money";

describe("decimalText", () => {
  test.each([
    { name: "nominal", amount: money(1_999n, "USD"), text: "19.99" },
    { name: "cents alone", amount: money(5n, "USD"), text: "0.05" },
    { name: "a debt of cents", amount: money(-5n, "USD"), text: "-0.05" },
    { name: "nothing", amount: money(0n, "USD"), text: "0.00" },
    { name: "yen", amount: money(-5n, "JPY"), text: "-5" },
    { name: "dinars", amount: money(1n, "KWD"), text: "0.001" },
    { name: "2^53 + 1", amount: money(9_007_199_254_740_993n, "USD"), text: "90071992547409.93" },
  ])("writes $name", ({ amount, text }) => {
    expect(decimalText(amount)).toBe(text);
  });
});

describe("formatMoney", () => {
  test.each([
    { name: "nominal", amount: money(123_450n, "USD"), locale: "en-US", text: "$1,234.50" },
    {
      name: "a debt, with a real minus in front",
      amount: money(-50n, "USD"),
      locale: "en-US",
      text: "\u2212$0.50",
    },
    { name: "yen", amount: money(1_999n, "JPY"), locale: "en-US", text: "¥1,999" },
    { name: "a debt of yen", amount: money(-500n, "JPY"), locale: "en-US", text: "\u2212¥500" },
    { name: "dinars", amount: money(1_234_567n, "KWD"), locale: "en-US", text: "KWD\u00a01,234.567" },
    {
      name: "krónur, which have no fraction",
      amount: money(500n, "ISK"),
      locale: "en-US",
      text: "ISK\u00a0500",
    },
    {
      name: "past 2^53, to the cent",
      amount: money(9_007_199_254_740_993n, "USD"),
      locale: "en-US",
      text: "$90,071,992,547,409.93",
    },
    { name: "for a German reader", amount: money(123_450n, "EUR"), locale: "de-DE", text: "1.234,50\u00a0€" },
    {
      name: "a debt for a German reader",
      amount: money(-123_450n, "EUR"),
      locale: "de-DE",
      text: "\u22121.234,50\u00a0€",
    },
  ])("shows $name", ({ amount, locale, text }) => {
    expect(formatMoney(amount, locale)).toBe(text);
  });
});

describe("moneyParts", () => {
  test.each([
    { name: "nominal", amount: money(1_999n, "USD"), types: ["symbol", "figure"] },
    { name: "a debt", amount: money(-1_999n, "USD"), types: ["minus", "symbol", "figure"] },
  ])("sets the currency apart from the figure: $name", ({ amount, types }) => {
    expect(moneyParts(amount, "en-US").map((part) => part.type)).toEqual(types);
  });

  test("sets the currency apart where it stands behind", () => {
    expect(moneyParts(money(1_999n, "EUR"), "de-DE").map((part) => part.type)).toEqual(["figure", "symbol"]);
  });
});

describe("formatMoney, as a law", () => {
  test("shows every digit of the amount and no other", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.constantFrom("USD", "JPY", "KWD"),
        (amountMinor, currency) => {
          const amount = money(amountMinor, currency);
          expect(formatMoney(amount, "en-US").replace(/\D/g, "")).toBe(
            decimalText(amount).replace(/\D/g, ""),
          );
        },
      ),
    );
  });

  test("never shows a hyphen for a minus", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: -1n }), (amountMinor) => {
        expect(formatMoney(money(amountMinor, "USD"), "en-US")).toMatch(/^\u2212\$/);
      }),
    );
  });
});
