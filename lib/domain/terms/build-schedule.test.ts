import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money, sum } from "../money/money";
import { buildSchedule } from "./build-schedule";
import { STANDARD_TERMS } from "./payment-terms";

describe("buildSchedule", () => {
  test.each([
    { name: "nominal", total: money(12_000n, "USD") },
    { name: "yen", total: money(1_999n, "JPY") },
    { name: "nothing", total: money(0n, "USD") },
  ])("makes one installment of all of it for standard terms: $name", ({ total }) => {
    expect(buildSchedule(STANDARD_TERMS, total)).toEqual([{ position: 1, amount: total, purpose: "full" }]);
  });
});

describe("buildSchedule, as a law", () => {
  test("always sums to the total, with positions from one", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
        fc.constantFrom("USD", "JPY", "KWD"),
        (amountMinor, currency) => {
          const schedule = buildSchedule(STANDARD_TERMS, money(amountMinor, currency));
          expect(
            sum(
              schedule.map((installment) => installment.amount),
              currency,
            ),
          ).toEqual(money(amountMinor, currency));
          expect(schedule.map((installment) => installment.position)).toEqual(
            schedule.map((_, index) => index + 1),
          );
        },
      ),
    );
  });
});
