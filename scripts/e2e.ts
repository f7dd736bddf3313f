// npm run e2e                        starts a Remit of its own and runs all specs against it
// npm run e2e -- e2e/checkout/x.ts   arguments go on to Playwright
import "./check-node.mjs";
import { awaitInterruption } from "./supervise/interruption";
import { createProgress } from "./terminal/progress";
import { style } from "./terminal/style";
import { findBrowser } from "./testing/find-browser";
import { runPlaywright } from "./testing/run-playwright";
import { withTestStack } from "./testing/with-test-stack";

const interruption = awaitInterruption();
const progress = createProgress();
const args = process.argv.slice(2);
try {
  await withTestStack(progress, async ({ supervisor, bringUp }) => {
    const testing = (async () => {
      const browser = await progress.stage("Finding a browser", () => findBrowser(progress.line));
      const stack = await bringUp();
      await runPlaywright(supervisor, browser, stack.environment, args, progress.line);
    })();
    testing.catch(() => {});
    const outcome = await Promise.race([testing, supervisor.lost, interruption.happened]);
    if (outcome !== undefined) throw new Error("Interrupted.");
  });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  // Playwright has said all there is to say.
  progress.line(`${style.red("✗")} ${message.startsWith("e2e failed") ? "Some specs failed." : message}`);
  process.exitCode = 1;
} finally {
  progress.close();
}
process.exit();
