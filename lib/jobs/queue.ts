import type { MailRequest } from "@/lib/domain/mails/mail-request";
import { insertOutboxJobs } from "@/lib/db/outbox";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";

/** What can follow a transaction. The handler of the same name does it; the payload holds ids, never secrets. */
export type Job =
  | { readonly job: "send-mail"; readonly payload: MailRequest }
  | { readonly job: "resend-mail"; readonly payload: { readonly mailId: string } }
  | { readonly job: "save-payment-method"; readonly payload: { readonly paymentId: string } }
  | { readonly job: "void-payment"; readonly payload: { readonly paymentId: string } };

/** A job under a trace of its own, where one batch leaves what follows from many acts. */
type TracedJob = Job & { readonly traceId?: string | undefined };

interface Cause {
  readonly actor: { readonly merchantId: string };
  readonly traceId: string;
}

/** Leaves jobs inside the caller's transaction: they exist if and only if the transaction commits. */
export async function enqueueJobs(tx: Tx, ctx: Cause, jobs: readonly TracedJob[]): Promise<void> {
  await insertOutboxJobs(
    tx,
    jobs.map(({ traceId = ctx.traceId, job, payload }) => ({
      merchant_id: ctx.actor.merchantId,
      id: newId(),
      trace_id: traceId,
      job,
      payload,
    })),
  );
}

export async function enqueueJob(tx: Tx, ctx: Cause, job: Job): Promise<void> {
  await enqueueJobs(tx, ctx, [job]);
}
