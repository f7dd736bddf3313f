import { describe, expect, test } from "vitest";
import { CLOCK_MOVE_DAYS_MAX, clockTarget } from "./clock-move";

const now = new Date("2026-11-20T09:00:00Z");
const DAY_MS = 86_400_000;

describe("clockTarget", () => {
  test("goes forward by what is asked", () => {
    expect(clockTarget(now, { kind: "by", ms: DAY_MS }, null)).toEqual(new Date("2026-11-21T09:00:00Z"));
  });

  test.each([0, -1, 0.5, Number.NaN, CLOCK_MOVE_DAYS_MAX * DAY_MS + 1])("does not go by %d", (ms) => {
    expect(clockTarget(now, { kind: "by", ms }, null)).toBeNull();
  });

  test("goes to the next event, and nowhere when there is none ahead", () => {
    const nextAt = new Date("2027-01-31T00:00:00Z");
    expect(clockTarget(now, { kind: "next" }, nextAt)).toEqual(nextAt);
    expect(clockTarget(now, { kind: "next" }, null)).toBeNull();
    expect(clockTarget(now, { kind: "next" }, now)).toBeNull();
  });
});
