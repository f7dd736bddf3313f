import fs from "node:fs";
import path from "node:path";
import type { Stack } from "../stack/bring-up";
import type { Interruption } from "../supervise/interruption";
import type { Supervisor } from "../supervise/supervisor";
import type { Progress } from "../terminal/progress";
import { style } from "../terminal/style";
import { chargesMatchPostings } from "./charges-match-postings";
import { type Browser, findBrowser } from "./find-browser";
import { noCardNumbers } from "./no-card-numbers";
import { npmRun } from "./npm-run";
import { runPlaywright, runSandboxPlaywright } from "./run-playwright";
import { playwrightTally, sum, type Tally, vitestTally } from "./tally";
import { type TestRun, withTestStack } from "./with-test-stack";

const RESULTS = "test-results";
const VITEST = path.join("node_modules", "vitest", "vitest.mjs");
const SHOWN_LINES = 300;

/** Runs every stage, also after one has failed, and returns the sum; a failed stage that has no tests counts as one. */
export async function runAllTests(progress: Progress, interruption: Interruption): Promise<Tally> {
  fs.rmSync(RESULTS, { recursive: true, force: true });
  fs.mkdirSync(RESULTS);
  const tallies: Tally[] = [];
  await withTestStack(progress, async (run) => {
    interruption.onSecond(run.supervisor.hurry);
    const stages = createStages(progress, run.supervisor, tallies);
    const work = allStages(stages, run);
    work.catch(() => {});
    const outcome = await Promise.race([work, run.supervisor.lost, interruption.happened]);
    if (typeof outcome === "string") throw new Error(`Interrupted by ${outcome}.`);
  }).catch((error: unknown) => {
    tallies.push({ passed: 0, failed: 1 });
    progress.line(`\n${error instanceof Error ? error.message : String(error)}\n`);
  });
  return sum(tallies);
}

type Stages = ReturnType<typeof createStages>;

/** Two lanes for two cores; the browser has them to itself, so that its tests are not slowed into failing. */
async function allStages(stages: Stages, { supervisor, bringUp }: TestRun): Promise<void> {
  let stack: Stack | null = null;
  let browser: Browser | null = null;
  await Promise.all([
    (async () => {
      // Before the build, which writes type files of its own that the compiler would meet half-written.
      await stages.script("Types", "types");
      browser = await stages.attempt("Finding a browser", () => findBrowser(stages.tell));
      stack = await stages.attempt("Bringing up a Remit for the browser", bringUp);
    })(),
    (async () => {
      await stages.script("Imports between layers", "arch");
      await stages.script("Lint, format, unused code", "lint");
      await stages.script("Lock file and version floors", "check:packages");
      await stages.script("Schema, migrations and dump", "check:schema");
      await stages.vitest();
    })(),
  ]);
  if (browser) await sandboxStage(stages, supervisor, browser);
  if (stack && browser) await browserStages(stages, supervisor, stack, browser);
}

/** Before the specs that pay through it. */
async function sandboxStage(stages: Stages, supervisor: Supervisor, browser: Browser): Promise<void> {
  await stages.tests("The sandbox's Stripe.js, in a browser", "sandbox-browser", playwrightTally, () =>
    runSandboxPlaywright(supervisor.run, browser, []),
  );
}

async function browserStages(
  stages: Stages,
  supervisor: Supervisor,
  stack: Stack,
  browser: Browser,
): Promise<void> {
  const { environment, manifest } = stack;
  await stages.tests("End to end, in a browser", "e2e", playwrightTally, () =>
    runPlaywright(supervisor, browser, environment, [], () => {}),
  );
  await stages.attempt("Each charge has exactly one posting", async () => {
    if (manifest.sandbox) await chargesMatchPostings(manifest.databaseUrl, manifest.sandbox);
  });
  await stages.attempt("No card number in tables, logs and files", async () => {
    if (!manifest.sandbox) return;
    const { url } = manifest.sandbox;
    const read = await noCardNumbers(manifest.databaseUrl, url, [path.join(".remit", "test")]);
    stages.tell(`${read.tableCount} tables and ${read.fileCount} files were read.`);
  });
  await stages.attempt("The books balance", () =>
    supervisor.run(
      "ledger-verify",
      ["--import", "tsx", "scripts/ledger-verify.ts"],
      { ...environment, REMIT_TASK: "1" },
      () => {},
    ),
  );
}

function createStages(progress: Progress, supervisor: Supervisor, tallies: Tally[]) {
  const report = (error: unknown, log?: string) => {
    progress.line(`\n${error instanceof Error ? error.message : String(error)}\n`);
    if (log) progress.line(lastLines(supervisor.logFile(log)));
  };
  const stages = {
    tell: (text: string) => progress.line(`    ${style.dim(text)}`),
    /** A stage that holds no tests: it counts only when it fails. */
    async attempt<T>(title: string, work: () => Promise<T>): Promise<T | null> {
      try {
        return await progress.stage(title, work);
      } catch (error) {
        tallies.push({ passed: 0, failed: 1 });
        report(error);
        return null;
      }
    },
    script: (title: string, script: string) =>
      stages.attempt(title, () => supervisor.run(script.replace(":", "-"), npmRun(script), {}, () => {})),
    /** A stage whose tests count. */
    async tests(
      title: string,
      name: string,
      read: (file: string) => Tally,
      work: () => Promise<void>,
    ): Promise<void> {
      const file = path.join(RESULTS, `${name}.json`);
      try {
        await progress.stage(title, work);
        tallies.push(read(file));
      } catch (error) {
        const tally = fs.existsSync(file) ? read(file) : { passed: 0, failed: 1 };
        tallies.push({ ...tally, failed: Math.max(1, tally.failed) });
        report(error instanceof Error ? error.message.split("\n")[0] : error, name);
      }
    },
    vitest: () =>
      stages.tests("Unit, service and scenario tests", "vitest", vitestTally, () => {
        const reporters = [
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${RESULTS}/vitest.json`,
        ];
        const env = { NO_COLOR: "1", REMIT_TASK: "1" };
        return supervisor.run("vitest", [VITEST, "run", ...reporters], env, () => {});
      }),
  };
  return stages;
}

function lastLines(file: string): string {
  if (!fs.existsSync(file)) return "";
  const lines = fs.readFileSync(file, "utf8").trimEnd().split("\n");
  // What the code under test logged is in the file; here it would bury the failures.
  return lines
    .filter((line) => !line.startsWith('{"level":'))
    .slice(-SHOWN_LINES)
    .join("\n");
}
