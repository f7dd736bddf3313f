import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvariantViolation } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import { fromStripeAmount, toStripeAmount } from "./minor-units";

const PAIRS = [
  { name: "nominal", ours: money(1_999n, "USD"), theirs: 1_999 },
  { name: "yen", ours: money(500n, "JPY"), theirs: 500 },
  { name: "krónur, which Stripe counts in hundredths", ours: money(500n, "ISK"), theirs: 50_000 },
  { name: "Ugandan shillings, too", ours: money(500n, "UGX"), theirs: 50_000 },
  { name: "nothing", ours: money(0n, "USD"), theirs: 0 },
  {
    name: "the largest exact number",
    ours: money(9_007_199_254_740_991n, "USD"),
    theirs: Number.MAX_SAFE_INTEGER,
  },
];

describe("amounts at Stripe", () => {
  test.each(PAIRS)("are told as Stripe counts them: $name", ({ ours, theirs }) => {
    expect(toStripeAmount(ours)).toBe(theirs);
  });

  test.each(PAIRS)("are read as we count them: $name", ({ ours, theirs }) => {
    expect(fromStripeAmount(theirs, ours.currency.toLowerCase())).toEqual(ours);
  });

  test("are thousandths of a dinar", () => {
    expect(toStripeAmount(money(1_230n, "KWD"))).toBe(1_230);
    expect(fromStripeAmount(1_230, "kwd")).toEqual(money(1_230n, "KWD"));
  });

  test.each([
    { name: "past 2^53", amount: money(2n ** 53n, "USD") },
    { name: "past 2^53 in hundredths", amount: money(2n ** 50n, "ISK") },
    { name: "past 2^53 below zero", amount: money(-(2n ** 53n), "USD") },
  ])("are not told when a number cannot hold them: $name", ({ amount }) => {
    expect(() => toStripeAmount(amount)).toThrow(InvariantViolation);
  });

  test.each([
    { name: "half a króna", amount: 50, currency: "isk" },
    { name: "a currency nobody knows", amount: 1, currency: "zzz" },
  ])("are not read when they make no sense: $name", ({ amount, currency }) => {
    expect(() => fromStripeAmount(amount, currency)).toThrow(InvariantViolation);
  });
});

describe("amounts at Stripe, as a law", () => {
  test("come back as they went", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.constantFrom("USD", "EUR", "JPY", "ISK", "UGX", "KWD"),
        (given, currency) => {
          const amount = money(given, currency);
          expect(fromStripeAmount(toStripeAmount(amount), currency.toLowerCase())).toEqual(amount);
        },
      ),
    );
  });
});
