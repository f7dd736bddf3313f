import { insertOutboxJob } from "@/lib/db/outbox";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";

/** What can follow a transaction. The handler of the same name does it; the payload holds ids, never secrets. */
export type Job =
  | { readonly job: "send-mail"; readonly payload: Readonly<Record<string, string>> }
  | { readonly job: "resolve-unknown-payment"; readonly payload: { readonly paymentId: string } }
  | { readonly job: "void-payment"; readonly payload: { readonly paymentId: string } };

/** Leaves a job inside the caller's transaction: it exists if and only if the transaction commits. */
export async function enqueueJob(tx: Tx, ctx: { actor: { merchantId: string }; traceId: string }, job: Job): Promise<void> {
  await insertOutboxJob(tx, { merchantId: ctx.actor.merchantId, id: newId(), traceId: ctx.traceId, ...job });
}
