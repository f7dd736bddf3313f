import { describe, expect, test } from "vitest";
import { testDatabase } from "../support/test-database";
import { findPlantedBug } from "./find-planted-bug";
import { PLANTED_BUGS } from "./planted-bugs";

/** Far more than the slowest of them needs. */
const HISTORIES = 200;

describe.each(PLANTED_BUGS)("the simulator finds", (bug) => {
  // Of its own: what one bug left in the books would be laid at the door of the next.
  const database = testDatabase();

  test(bug.name, { timeout: 900_000 }, async () => {
    const found = await findPlantedBug(bug, { database, histories: HISTORIES });
    expect(found, "no history broke a law").not.toBeNull();
  });
});

test("the simulator finds ten planted bugs", () => {
  expect(PLANTED_BUGS.length).toBeGreaterThanOrEqual(10);
});
