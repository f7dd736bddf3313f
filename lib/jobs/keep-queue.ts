import { EventEmitter } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Logger, run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker";
import { createQueuePool } from "@/lib/db/pool";
import { log } from "@/lib/platform/log";
import { crontab } from "./schedule";

const CONCURRENT_JOBS = 5;
/** The jobs', and what the queue itself asks and listens on. */
const CONNECTIONS_MAX = CONCURRENT_JOBS + 3;
const REST_MS = 1_000;
/** How long it may take to end. A job that is in hand for longer is done again when its lease ends. */
const ENDING_MS_MAX = 15_000;

/** The queue's own log lines go to ours; what a job threw is logged with its name. */
const queueLogger = new Logger(() => (level: string, message: string): void => {
  if (level === "error") log.error({ source: "queue" }, message);
  if (level === "warning") log.warn({ source: "queue" }, message);
});

interface Running {
  readonly runner: Runner;
  /** When it has ended, or has taken too long about it: cut off at the wrong moment, it would be ending for ever. */
  readonly ended: Promise<void>;
}

async function begin(pool: ReturnType<typeof createQueuePool>, taskList: TaskList): Promise<Running> {
  const events: WorkerEvents = new EventEmitter();
  const isLate = new Promise<void>((resolve) => {
    events.once("pool:gracefulShutdown", () => void setTimeout(resolve, ENDING_MS_MAX).unref());
  });
  const runner = await run({
    pgPool: pool,
    taskList,
    events,
    noHandleSignals: true,
    crontab: crontab(),
    logger: queueLogger,
    // Without these delays the queue does not wait for a job's completion when it stops, and runs the job again later.
    preset: { worker: { concurrentJobs: CONCURRENT_JOBS, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const hasEnded = runner.promise.catch((error: unknown) =>
    log.error({ err: error }, "the queue ended by itself"),
  );
  return { runner, ended: Promise.race([hasEnded, isLate]) };
}

/** Ends what runs; what ends already is only waited for. */
async function end({ runner, ended }: Running): Promise<void> {
  runner.stop().catch((error: unknown) => log.info({ err: error }, "the queue was ending already"));
  await ended;
}

/**
 * Runs jobs until stopped. The queue shuts itself down when it cannot write down what became of a job, as while the database
 * restarts; then it is begun again, and what it had in hand is done when its lease ends.
 */
export async function keepQueue(
  connectionString: string,
  taskList: TaskList,
): Promise<{ readonly stop: () => Promise<void> }> {
  const pool = createQueuePool(connectionString, CONNECTIONS_MAX);
  let isStopping = false;
  let running: Running | null = await begin(pool, taskList);
  const keep = async (): Promise<void> => {
    while (!isStopping) {
      await running?.ended;
      if (isStopping) return;
      await delay(REST_MS);
      if (isStopping) return;
      running = await begin(pool, taskList).catch((error: unknown) => {
        log.error({ err: error }, "the queue could not begin again");
        return null;
      });
    }
  };
  const kept = keep();
  return {
    stop: async () => {
      isStopping = true;
      const seen = running;
      if (seen !== null) await end(seen);
      await kept;
      // Begun again at that very moment: then it runs still.
      if (running !== null && running !== seen) await end(running);
      await pool.end();
    },
  };
}
