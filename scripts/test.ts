// npm test: static checks, all tests, and the books afterwards. Ends with "N passed, N failed".
import "./check-node.mjs";
import { awaitInterruption } from "./supervise/interruption";
import { createProgress, seconds } from "./terminal/progress";
import { runAllTests } from "./testing/run-all-tests";

const startedAt = Date.now();
const interruption = awaitInterruption();
const progress = createProgress();
const outcome = await runAllTests(progress, interruption).catch((error: unknown) => {
  progress.line(`\n${error instanceof Error ? error.message : String(error)}`);
  return { passed: 0, failed: 1 };
});
progress.close();
console.log(`\nAll stages ended after ${seconds(Date.now() - startedAt)}.`);
console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exit(outcome.failed === 0 && outcome.passed > 0 ? 0 : 1);
