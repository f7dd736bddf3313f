import { describe, expect, test } from "vitest";
import { walletRulesForm, walletRulesOf } from "./wallet-rules-form";

const FORM = {
  spendingOrder: "by_priority",
  topUpDays: "",
  promotionalDays: "30",
  refundDays: "",
  goodwillDays: "365",
  restoreGraceDays: "14",
  reason: "Spring offer.",
  "USD.isOffered": "on",
  "USD.min": "5",
  "USD.max": "1,000.00",
  "USD.presets": "10; 25.50 ; 100",
  "USD.bonusFrom": "50.00",
  "USD.bonusPercent": "12.5",
  "JPY.min": "none of this is read",
};

const rulesOf = (changes: Readonly<Record<string, string>> = {}) => {
  const form = { ...FORM, ...changes };
  return walletRulesOf(walletRulesForm.parse(form), form, ["USD", "JPY"]);
};

describe("the form of wallet rules", () => {
  test("becomes rules, and a currency that is not offered has none", () => {
    expect(rulesOf()).toEqual({
      ok: true,
      value: {
        spendingOrder: "by_priority",
        expiryDays: { topUp: null, promotional: 30, refund: null, goodwill: 365 },
        restoreGraceDays: 14,
        topUps: [
          {
            currency: "USD",
            minMinor: 500n,
            maxMinor: 100_000n,
            presetsMinor: [1_000n, 2_550n, 10_000n],
            bonus: { fromMinor: 5_000n, basisPoints: 1_250 },
          },
        ],
      },
    });
  });

  test("has no bonus where the percentage is empty", () => {
    expect(rulesOf({ "USD.bonusPercent": " " })).toMatchObject({ value: { topUps: [{ bonus: null }] } });
  });

  test.each([
    { field: "USD.min", text: "five", code: "amount_malformed" },
    { field: "USD.max", text: "1.005", code: "amount_too_precise" },
    { field: "USD.presets", text: "10; x", code: "amount_malformed" },
    { field: "USD.bonusFrom", text: "", code: "amount_malformed" },
    { field: "USD.bonusPercent", text: "a tenth", code: "percent_malformed" },
  ])("names the field that it does not understand: $field", ({ field, text, code }) => {
    expect(rulesOf({ [field]: text })).toEqual({ ok: false, error: { [field]: code } });
  });

  test("refuses days that are none", () => {
    expect(walletRulesForm.safeParse({ ...FORM, promotionalDays: "-1" }).success).toBe(false);
    expect(walletRulesForm.safeParse({ ...FORM, restoreGraceDays: "" }).success).toBe(false);
  });
});
