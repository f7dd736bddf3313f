import type { TaskList } from "graphile-worker";
import { invariant } from "@/lib/domain/invariant";
import { beat } from "@/lib/db/heartbeats";
import { relayOutbox, unlockAbandonedJobs } from "@/lib/db/outbox";
import { inTransaction } from "@/lib/db/transaction";
import { listenInbox } from "@/lib/db/wake-up";
import { env } from "@/lib/platform/env";
import { gatewayGauges } from "@/lib/platform/gateway-gauge";
import { drainInbox, INBOX } from "@/lib/webhooks/drain-inbox";
import { followClock } from "@/lib/services/clock/follow-clock";
import { businessClock } from "@/lib/platform/clock";
import { checkPayments } from "./check-payments";
import { DATED_SWEEPS } from "./dated-sweeps";
import type { JobHandler } from "./job-handler";
import { keepAuditLog } from "./keep-audit-log";
import { keepQueue } from "./keep-queue";
import { repeat } from "./repeat";
import { SCHEDULE } from "./schedule";
import { TASKS } from "./task-list";

const OUTBOX_BATCH = 500;
const JANITOR_BATCH = 20;
const ATTEMPTS_MAX = 8;
const INTERVALS_MS = {
  inbox: 1_000,
  outbox: 500,
  janitor: 5_000,
  heartbeat: 5_000,
  unlock: 15_000,
  clock: 500,
  dated: 5_000,
};

interface Envelope {
  readonly merchantId: string;
  readonly traceId: string;
  readonly payload: unknown;
}

function envelopeOf(value: unknown): Envelope {
  invariant(
    typeof value === "object" && value !== null && "merchantId" in value && "traceId" in value,
    "A job without an envelope.",
  );
  const { merchantId, traceId } = value;
  invariant(
    typeof merchantId === "string" && typeof traceId === "string",
    "A job's envelope names merchant and trace.",
  );
  return { merchantId, traceId, payload: "payload" in value ? value.payload : null };
}

function taskList(): TaskList {
  const tasks: TaskList = {};
  for (const [name, handler] of Object.entries<JobHandler>(TASKS)) {
    tasks[name] = async (value: unknown, { job }) => {
      const { merchantId, traceId, payload } = envelopeOf(value);
      const isLastAttempt = job.attempts >= job.max_attempts;
      await handler(payload, { merchantId, traceId, attempt: job.attempts, isLastAttempt });
    };
  }
  for (const [name, { run: work }] of Object.entries(SCHEDULE)) tasks[name] = work;
  return tasks;
}

/** Says that the worker lives, what it has done, and what it sees of the gateways. */
async function beatOnce(counts: Readonly<Record<string, number>>): Promise<boolean> {
  await inTransaction((tx) =>
    beat(tx, "worker", { ...counts, gateways: Object.fromEntries(gatewayGauges()) }),
  );
  return false;
}

export interface RunningWorker {
  /** Finishes what is in hand and stops. */
  readonly stop: () => Promise<void>;
}

async function unlockAbandoned(): Promise<boolean> {
  await inTransaction((tx) => unlockAbandonedJobs(tx, Object.keys(SCHEDULE)));
  return false;
}

/**
 * Drains the inbox, relays the outbox, runs jobs and asks about open payments, until stopped. Any number of copies may run:
 * each row is claimed by one of them.
 */
export async function runWorker(): Promise<RunningWorker> {
  await followClock(0);
  const queue = await keepQueue(env().DATABASE_URL, taskList());
  const counts = { events: 0, jobsRelayed: 0 };
  const outbox = repeat("relay outbox", INTERVALS_MS.outbox, async () => {
    const relayed = await inTransaction((tx) => relayOutbox(tx, OUTBOX_BATCH, ATTEMPTS_MAX));
    counts.jobsRelayed += relayed;
    return relayed === OUTBOX_BATCH;
  });
  const drain = async () => {
    const drained = await drainInbox(INBOX.batch);
    counts.events += drained;
    if (drained > 0) outbox.wake();
    return drained === INBOX.batch;
  };
  const inboxes = Array.from({ length: INBOX.lanes }, () => repeat("drain inbox", INTERVALS_MS.inbox, drain));
  const janitor = repeat("check payments", INTERVALS_MS.janitor, () => checkPayments(JANITOR_BATCH));
  const heart = repeat("heartbeat", INTERVALS_MS.heartbeat, () => beatOnce(counts));
  const unlock = repeat("unlock abandoned jobs", INTERVALS_MS.unlock, unlockAbandoned);
  const dated = Object.entries(DATED_SWEEPS).map(([name, sweep]) =>
    repeat(name, INTERVALS_MS.dated, () => sweep(businessClock.now())),
  );
  const clock = repeat("follow clock", INTERVALS_MS.clock, async () => {
    if (await followClock(0)) for (const sweep of dated) sweep.wake();
    return false;
  });
  const audit = keepAuditLog();
  const stopListening = await listenInbox(env().DATABASE_URL, () => {
    for (const inbox of inboxes) inbox.wake();
  });
  return {
    stop: async () => {
      await stopListening();
      await Promise.all([
        ...inboxes.map((inbox) => inbox.stop()),
        outbox.stop(),
        janitor.stop(),
        heart.stop(),
        unlock.stop(),
        clock.stop(),
        ...audit.map((work) => work.stop()),
        ...dated.map((sweep) => sweep.stop()),
      ]);
      await queue.stop();
    },
  };
}
