import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { playwrightTally, sum, vitestTally } from "./tally";

function reportFile(report: unknown): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "remit-tally-")), "report.json");
  fs.writeFileSync(file, JSON.stringify(report));
  return file;
}

test("counts a file that could not be loaded as a failure, though no test of it failed", () => {
  const file = reportFile({ success: false, numPassedTests: 7, numFailedTests: 0 });
  expect(vitestTally(file)).toEqual({ passed: 7, failed: 1 });
});

test("counts a test that passed only the second time, and an error outside of tests, as failures", () => {
  const file = reportFile({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [{}] });
  expect(playwrightTally(file)).toEqual({ passed: 5, failed: 3 });
});

test("adds up", () => {
  expect(
    sum([
      { passed: 3, failed: 0 },
      { passed: 4, failed: 1 },
    ]),
  ).toEqual({ passed: 7, failed: 1 });
});
