import { afterAll, beforeAll, expect, test } from "vitest";
import { closePool } from "@/lib/db/pool";
import { testDatabase } from "../support/test-database";
import { failureText, liveThrough } from "./live-through";
import { openWorld, type World } from "./world";

/** How many of the histories of `npm test` each of its test files lives through. */
export const HISTORIES_EACH = 125;

/** A test over one share of the histories, in a world of its own. Shares run beside each other. */
export function expectHistories(share: number): void {
  const database = testDatabase();
  let world: World | undefined;
  beforeAll(async () => {
    world = await openWorld(database);
  });
  afterAll(async () => {
    await closePool();
    await world?.close();
  });
  test(`no history breaks a law (share ${share})`, { timeout: 1_800_000 }, async () => {
    if (world === undefined) throw new Error("There is no world.");
    const firstSeed = (share - 1) * HISTORIES_EACH + 1;
    const lived = await liveThrough(world, { firstSeed, count: HISTORIES_EACH });
    expect(lived.broken === null ? null : failureText(lived.broken)).toBeNull();
    expect(lived.offenders).toEqual([]);
    expect(lived.count).toBe(HISTORIES_EACH);
    // Histories that all end alike would prove little.
    for (const state of ["paid", "canceled"])
      expect(lived.states[state] ?? 0, state).toBeGreaterThan(HISTORIES_EACH / 10);
  });
}
