import { setTimeout as delay } from "node:timers/promises";
import { Logger, run, type Runner, type TaskList } from "graphile-worker";
import { createQueuePool } from "@/lib/db/pool";
import { log } from "@/lib/platform/log";
import { crontab } from "./schedule";

const CONCURRENT_JOBS = 5;
/** The jobs', and what the queue itself asks and listens on. */
const CONNECTIONS_MAX = CONCURRENT_JOBS + 3;
const REST_MS = 1_000;

/** The queue's own log lines go to ours; what a job threw is logged with its name. */
const queueLogger = new Logger(() => (level: string, message: string): void => {
  if (level === "error") log.error({ source: "queue" }, message);
  if (level === "warning") log.warn({ source: "queue" }, message);
});

/**
 * Runs jobs until stopped. The queue shuts itself down when it cannot write down what became of a job, as while the database
 * restarts; then it is begun again, and what it had in hand is done when its lease ends.
 */
export async function keepQueue(
  connectionString: string,
  taskList: TaskList,
): Promise<{ readonly stop: () => Promise<void> }> {
  const pool = createQueuePool(connectionString, CONNECTIONS_MAX);
  const begin = (): Promise<Runner> =>
    run({
      pgPool: pool,
      taskList,
      noHandleSignals: true,
      crontab: crontab(),
      logger: queueLogger,
      // Without these delays the queue does not wait for a job's completion when it stops, and runs the job again later.
      preset: { worker: { concurrentJobs: CONCURRENT_JOBS, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  let isStopping = false;
  let runner: Runner | null = await begin();
  const keep = async (): Promise<void> => {
    while (!isStopping) {
      await runner?.promise.catch((error: unknown) => log.error({ err: error }, "the queue ended by itself"));
      if (isStopping) return;
      await delay(REST_MS);
      runner = await begin().catch((error: unknown) => {
        log.error({ err: error }, "the queue could not begin again");
        return null;
      });
    }
  };
  const kept = keep();
  return {
    stop: async () => {
      isStopping = true;
      await runner
        ?.stop()
        .catch((error: unknown) => log.error({ err: error }, "the queue did not stop in order"));
      await kept;
      await runner?.stop().catch(() => undefined);
      await pool.end();
    },
  };
}
