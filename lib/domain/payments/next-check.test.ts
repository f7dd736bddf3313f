import { expect, test } from "vitest";
import { nextCheckSeconds } from "./next-check";
import { PAYMENT_STATES } from "./payment-state";

const HOUR = 3_600;
const DAY = 24 * HOUR;

test.each([
  ["pending", 0, HOUR],
  ["requires_action", 0, 900],
  ["processing", 0, 300],
  ["outcome_unknown", 0, 15],
  ["failed", 0, HOUR],
  ["pending", 2 * DAY, DAY],
  ["requires_action", 2 * DAY, DAY],
  ["failed", 2 * DAY, DAY],
  ["processing", 2 * DAY, 300],
  ["outcome_unknown", 30 * DAY, 15],
] as const)(
  "a payment that is %s for %i seconds is looked at again after %i",
  (state, ageSeconds, seconds) => {
    expect(nextCheckSeconds(state, ageSeconds)).toBe(seconds);
  },
);

test("a payment at its end is not looked at again", () => {
  const ends = PAYMENT_STATES.filter((state) => nextCheckSeconds(state, 0) === null);
  expect(ends).toEqual(["completed", "canceled", "refunded", "bounced"]);
});
