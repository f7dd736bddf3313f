import fs from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { belowFloor, compareVersions, VERSION_FLOORS } from "./version-floors";

const lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });
const { packages } = lock.parse(JSON.parse(fs.readFileSync("package-lock.json", "utf8")));

describe("belowFloor", () => {
  test("finds nothing in the lock file as it is", () => {
    expect(belowFloor(packages)).toEqual([]);
  });

  test.each(Object.keys(VERSION_FLOORS))("S01: refuses an older %s, wherever it is nested", (name) => {
    const folder = `node_modules/other/node_modules/${name}`;
    expect(belowFloor({ ...packages, [folder]: { version: "0.0.1" } })).toEqual([
      expect.stringContaining(folder),
    ]);
  });

  test("refuses a newer version where the versions must be the same", () => {
    expect(belowFloor({ "node_modules/prisma": { version: "7.10.1" } })).toHaveLength(1);
    expect(belowFloor({ "node_modules/next": { version: "16.5.0" } })).toEqual([]);
  });
});

test.each([
  ["nominal", "16.4.5", "16.4.5", 0],
  ["numbers are compared as numbers", "16.4.10", "16.4.9", 1],
  ["a higher minor version outweighs a lower patch", "16.5.0", "16.4.9", 1],
  ["a pre-release comes before its release", "16.4.5-canary.1", "16.4.5", -1],
])("%s: %s against %s", (_name, left, right, order) => {
  expect(compareVersions(left, right)).toBe(order);
});
