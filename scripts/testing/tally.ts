import fs from "node:fs";
import { z } from "zod";

export type Tally = { passed: number; failed: number };

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
});
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

/** Counts of vitest's JSON report. A file that could not even be loaded has no failed test and yet failed. */
export function vitestTally(file: string): Tally {
  const report = vitestReport.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  const failed = report.success ? 0 : Math.max(1, report.numFailedTests);
  return { passed: report.numPassedTests, failed };
}

/** Counts of Playwright's JSON report; errors outside of tests count as failures. */
export function playwrightTally(file: string): Tally {
  const { stats, errors } = playwrightReport.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (total, tally) => ({ passed: total.passed + tally.passed, failed: total.failed + tally.failed }),
    {
      passed: 0,
      failed: 0,
    },
  );
}
