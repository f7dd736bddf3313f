import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { operationKey } from "@/lib/domain/operations/operation-key";
import type { OperationAnswer } from "@/lib/db/operations";
import { inAttempt, isAttemptRecorded, measured } from "@/lib/platform/call-scope";
import type { ServiceContext } from "../context";
import { recordGatewayCall } from "../gateway-calls/record-gateway-call";
import type { OperationDraft } from "./operation-row";

interface RecordedAsking<T> {
  readonly ask: (idempotencyKey: string) => Promise<GatewayOutcome<T>>;
  /** Ids of the answer that are worth remembering; never a secret. */
  readonly answerOf: (value: T) => OperationAnswer;
}

/** Asks for an attempt. By whatever way that is, the call and its answer are on record. */
export function askOnRecord<T>(
  ctx: ServiceContext,
  draft: OperationDraft,
  attempt: number,
  { ask, answerOf }: RecordedAsking<T>,
): Promise<GatewayOutcome<T>> {
  const { command, orderId, paymentId } = draft;
  const idempotencyKey = operationKey(draft.name, attempt);
  return inAttempt({ command, attempt }, async () => {
    const { answer, ...measures } = await measured(() => ask(idempotencyKey));
    if (isAttemptRecorded()) return answer;
    const isThere = answer.outcome === "succeeded" || answer.outcome === "pending";
    const [objectId = null] = isThere ? Object.values(answerOf(answer.value)) : [];
    const subject = { ...(orderId && { orderId }), ...(paymentId && { paymentId }) };
    const names = { idempotencyKey, objectId };
    recordGatewayCall(ctx, subject, { gateway: null, command, names, asked: answer, ...measures });
    return answer;
  });
}
