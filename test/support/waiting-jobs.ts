import type { JobHandler } from "@/lib/jobs/job-handler";
import { TASKS } from "@/lib/jobs/task-list";

export interface WaitingJob {
  readonly id: string;
  readonly job: string;
  readonly payload: unknown;
  readonly trace_id: string;
  readonly merchant_id: string;
}

const HANDLERS: Readonly<Record<string, JobHandler>> = TASKS;

/** What the outbox holds that no worker has taken, oldest first. */
export const WAITING_JOBS =
  "SELECT id, job, payload, trace_id, merchant_id FROM outbox_job WHERE relayed_at IS NULL ORDER BY id";

/** Does a job as the worker would. @throws what its handler throws; the queue would then try again. */
export async function doJob({
  job,
  payload,
  trace_id: traceId,
  merchant_id: merchantId,
}: WaitingJob): Promise<void> {
  await HANDLERS[job]?.(payload, { merchantId, traceId, attempt: 1, isLastAttempt: false });
}
