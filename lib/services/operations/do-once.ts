import { auditEventCount, nameAuditedOperation, recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Failure } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { err, ok, type Result } from "@/lib/domain/result";
import { claimOperation, finishOperation, type OperationAnswer } from "@/lib/db/operations";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { type OperationDraft, operationRow } from "./operation-row";

/** What was asked for and not done is on record like what was. */
async function recordRefusal(
  tx: Tx,
  ctx: ServiceContext,
  { name, command, orderId, paymentId }: OperationDraft,
  failure: Failure,
): Promise<void> {
  await recordAuditEvent(tx, ctx, {
    eventType: "operation.refused",
    command,
    outcome: "refused",
    idempotencyKey: name,
    reason: failure.code,
    ...(orderId === undefined ? {} : { orderId }),
    ...(paymentId === undefined ? {} : { paymentId }),
  });
}

/**
 * Does an act of our own books once. Asked again with the same input, the first answer is given; with another, it is refused.
 * What was refused had no effect and may be asked for again. The act and the memory of it commit together.
 */
export async function doOnce<T extends OperationAnswer>(
  tx: Tx,
  ctx: ServiceContext,
  draft: OperationDraft,
  act: {
    readonly answerOf: (stored: OperationAnswer) => T;
    readonly run: () => Promise<Result<T>>;
  },
): Promise<Result<T>> {
  const row = operationRow(ctx, draft);
  const earlier = await claimOperation(tx, row);
  if (earlier !== null) {
    return earlier.inputHash === row.inputHash
      ? ok(act.answerOf(earlier.answer))
      : err({ kind: "conflict", code: "idempotency_conflict" });
  }
  nameAuditedOperation(tx, row.name);
  const recordedBefore = auditEventCount(tx);
  const done = await act.run();
  invariant(
    !done.ok || auditEventCount(tx) > recordedBefore,
    `${draft.command} left no record: every operation writes one in its transaction.`,
  );
  await finishOperation(tx, {
    merchantId: row.merchantId,
    name: row.name,
    attempt: 1,
    state: done.ok ? "done" : "refused",
    orderId: (done.ok && done.value["orderId"]) || null,
    answer: done.ok ? done.value : {},
    reason: done.ok ? null : done.error.code,
  });
  if (!done.ok) await recordRefusal(tx, ctx, draft, done.error);
  return done;
}
