import { describe, expect, test } from "vitest";
import { findPlantedBug } from "./find-planted-bug";
import { PLANTED_BUGS } from "./planted-bugs";

/** Far more than the slowest of them needs. */
const HISTORIES = 200;

describe("the simulator finds", () => {
  test.each(PLANTED_BUGS)("$name", { timeout: 900_000 }, async (bug) => {
    expect(await findPlantedBug(bug, HISTORIES), "no history broke a law").not.toBeNull();
  });

  test("ten planted bugs", () => {
    expect(PLANTED_BUGS.length).toBeGreaterThanOrEqual(10);
  });
});
