import { expect, test } from "vitest";
import { isRefusalWithinLimit, REFUSALS_PER_MINUTE } from "./limit-refusals";

const NOON = Date.UTC(2026, 0, 1, 12);

test("WHK-17: refused deliveries of one network are looked at up to a limit, and again in the next minute", () => {
  for (let count = 0; count < REFUSALS_PER_MINUTE; count += 1)
    expect(isRefusalWithinLimit("198.51.100.0/24", NOON)).toBe(true);
  expect(isRefusalWithinLimit("198.51.100.0/24", NOON + 59_000)).toBe(false);
  expect(isRefusalWithinLimit("203.0.113.0/24", NOON + 59_000)).toBe(true);
  expect(isRefusalWithinLimit("198.51.100.0/24", NOON + 60_000)).toBe(true);
});

test("WHK-17: a flood from more networks than can be told apart is one flood", () => {
  const later = NOON + 3_600_000;
  for (let network = 0; network < 10_000; network += 1) isRefusalWithinLimit(`network ${network}`, later);
  const answers = Array.from({ length: 200 }, (_, extra) => isRefusalWithinLimit(`extra ${extra}`, later));
  expect(answers.filter(Boolean)).toHaveLength(REFUSALS_PER_MINUTE);
  expect(isRefusalWithinLimit("network 1", later)).toBe(true);
});
