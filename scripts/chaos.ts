// npm run chaos                                   five minutes, fifty customers, on a Remit of its own
// npm run chaos -- --minutes 1 --customers 10     a quick try
import "./check-node.mjs";
import { createFleet } from "./chaos/fleet";
import { chaosOptions } from "./chaos/options";
import { type ChaosReport, runChaos } from "./chaos/run-chaos";
import { awaitInterruption } from "./supervise/interruption";
import { createProgress, seconds } from "./terminal/progress";
import { style } from "./terminal/style";
import { withTestStack } from "./testing/with-test-stack";

function lines(report: ChaosReport): string[] {
  const { orderCount, chargeCount, postingCount, unknownAtWorst, convergedAfterMs, figures } = report;
  return [
    "",
    `orders ${orderCount}, charges ${chargeCount}, postings ${postingCount}, outcome unknown at the worst ${unknownAtWorst}`,
    convergedAfterMs === null
      ? "did not converge"
      : `converged ${seconds(convergedAfterMs)} after the faults`,
    ...figures.lines(),
    "",
    ...report.offenders.slice(0, 20).map((offender) => `${style.red("✗")} ${offender}`),
    report.offenders.length === 0
      ? `${style.green("✓")} Each charge has exactly one posting, each order was paid once, nothing is stuck, the books balance.`
      : `${style.red("✗")} ${report.offenders.length} offenders. The first: ${report.offenders[0]}`,
  ];
}

const interruption = awaitInterruption();
const progress = createProgress();
try {
  const options = chaosOptions(process.argv.slice(2));
  await withTestStack(progress, async ({ supervisor, bringUp }) => {
    const fleet = createFleet(supervisor);
    const running = (async () => {
      // Durable: what was committed has to be there after the database was killed.
      const stack = await bringUp({ supervisor: fleet.supervisor, isDurable: true });
      return runChaos(stack, fleet, options, progress);
    })();
    running.catch(() => {});
    const report = await Promise.race([running, supervisor.lost, interruption.happened]);
    if (typeof report === "string") throw new Error("Interrupted.");
    for (const line of lines(report)) progress.line(line);
    if (report.offenders.length > 0) process.exitCode = 1;
  });
} catch (error) {
  progress.line(`${style.red("✗")} ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  progress.close();
}
process.exit();
