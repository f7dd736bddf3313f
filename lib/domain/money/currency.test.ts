import { describe, expect, test } from "vitest";
import { currencyExponent, isCurrencyCode } from "./currency";

describe("currencyExponent", () => {
  test.each([
    { name: "nominal", currency: "USD", exponent: 2 },
    { name: "none", currency: "JPY", exponent: 0 },
    { name: "three", currency: "KWD", exponent: 3 },
    { name: "none since 2007", currency: "ISK", exponent: 0 },
    { name: "none", currency: "UGX", exponent: 0 },
    { name: "two", currency: "EUR", exponent: 2 },
    { name: "three", currency: "BHD", exponent: 3 },
  ])("gives $currency its decimals: $name", ({ currency, exponent }) => {
    expect(currencyExponent(currency)).toBe(exponent);
  });

  test.each([{ currency: "usd" }, { currency: "ABC" }, { currency: "" }, { currency: "__proto__" }])(
    "does not know '$currency'",
    ({ currency }) => {
      expect(isCurrencyCode(currency)).toBe(false);
      expect(() => currencyExponent(currency)).toThrow(RangeError);
    },
  );
});
