import { err, ok, type Result } from "@/lib/domain/result";
import { claimOperation, finishOperation, type OperationAnswer } from "@/lib/db/operations";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { type OperationDraft, operationRow } from "./operation-row";

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
  const done = await act.run();
  await finishOperation(tx, {
    merchantId: row.merchantId,
    name: row.name,
    attempt: 1,
    state: done.ok ? "done" : "refused",
    orderId: (done.ok && done.value["orderId"]) || null,
    answer: done.ok ? done.value : {},
    reason: done.ok ? null : done.error.code,
  });
  return done;
}
