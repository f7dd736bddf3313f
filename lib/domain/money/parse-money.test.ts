import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalText } from "./format-money";
import { money } from "./money";
import { parseMoney } from "./parse-money";

describe("parseMoney", () => {
  test.each([
    { name: "nominal", text: "19.99", currency: "USD", amountMinor: 1_999n },
    { name: "whole", text: "20", currency: "USD", amountMinor: 2_000n },
    { name: "fewer decimals than it has", text: "19.9", currency: "USD", amountMinor: 1_990n },
    { name: "groups set off by commas", text: "1,250.50", currency: "USD", amountMinor: 125_050n },
    { name: "groups set off by spaces", text: "1 250 000", currency: "USD", amountMinor: 125_000_000n },
    { name: "spaces around", text: "  5.00 ", currency: "USD", amountMinor: 500n },
    { name: "a hyphen for minus", text: "-5", currency: "USD", amountMinor: -500n },
    { name: "a real minus", text: "\u22125", currency: "USD", amountMinor: -500n },
    { name: "yen", text: "1,999", currency: "JPY", amountMinor: 1_999n },
    { name: "dinars", text: "1.234", currency: "KWD", amountMinor: 1_234n },
    { name: "past 2^53", text: "90071992547409.93", currency: "USD", amountMinor: 9_007_199_254_740_993n },
    { name: "the largest", text: "92233720368547758.07", currency: "USD", amountMinor: 2n ** 63n - 1n },
    { name: "nothing", text: "0", currency: "USD", amountMinor: 0n },
    { name: "zeros in front", text: "007", currency: "USD", amountMinor: 700n },
  ])("reads $name", ({ text, currency, amountMinor }) => {
    expect(parseMoney(text, currency)).toEqual({ ok: true, value: money(amountMinor, currency) });
  });

  test.each([
    { name: "nothing", text: "", currency: "USD", refusal: "amount_malformed" },
    { name: "words", text: "ten", currency: "USD", refusal: "amount_malformed" },
    { name: "a decimal comma", text: "19,99", currency: "USD", refusal: "amount_malformed" },
    { name: "groups of the wrong size", text: "1,25,000", currency: "USD", refusal: "amount_malformed" },
    { name: "two points", text: "1.2.3", currency: "USD", refusal: "amount_malformed" },
    { name: "a point at the end", text: "1.", currency: "USD", refusal: "amount_malformed" },
    { name: "no digit before the point", text: ".5", currency: "USD", refusal: "amount_malformed" },
    { name: "an exponent", text: "1e3", currency: "USD", refusal: "amount_malformed" },
    { name: "hexadecimal", text: "0x10", currency: "USD", refusal: "amount_malformed" },
    { name: "two signs", text: "--1", currency: "USD", refusal: "amount_malformed" },
    { name: "digits of another script", text: "١٢", currency: "USD", refusal: "amount_malformed" },
    { name: "a symbol", text: "$5", currency: "USD", refusal: "amount_malformed" },
    { name: "a tenth of a cent", text: "19.999", currency: "USD", refusal: "amount_too_precise" },
    { name: "a tenth of a yen", text: "5.0", currency: "JPY", refusal: "amount_too_precise" },
    { name: "a tenth of a fils", text: "1.0000", currency: "KWD", refusal: "amount_too_precise" },
    {
      name: "more than the database holds",
      text: "92233720368547758.08",
      currency: "USD",
      refusal: "amount_too_large",
    },
    { name: "a currency nobody knows", text: "1", currency: "ABC", refusal: "currency_unknown" },
  ])("refuses $name", ({ text, currency, refusal }) => {
    expect(parseMoney(text, currency)).toEqual({ ok: false, error: refusal });
  });
});

describe("parseMoney, as a law", () => {
  test("reads back what was written, in any currency", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }),
        fc.constantFrom("USD", "EUR", "JPY", "KWD", "ISK", "UGX"),
        (amountMinor, currency) => {
          const amount = money(amountMinor, currency);
          expect(parseMoney(decimalText(amount), currency)).toEqual({ ok: true, value: amount });
        },
      ),
    );
  });

  test("answers for any text, without throwing", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof parseMoney(text, "USD").ok).toBe("boolean");
      }),
    );
  });
});
