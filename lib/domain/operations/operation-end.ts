import { isUnheard } from "../payments/gateway-errors";
import type { GatewayOutcome } from "../payments/gateway-outcome";

export interface OperationEnd {
  readonly state: "begun" | "done" | "refused" | "outcome_unknown";
  /** Ids that are worth remembering; never a secret. */
  readonly answer: Readonly<Record<string, string>>;
  readonly reason: string | null;
}

/** What an outcome says about an asking. What nobody heard keeps its key, because nothing stands under it. */
export function operationEnd<T>(
  asked: GatewayOutcome<T>,
  answerOf: (value: T) => OperationEnd["answer"],
): OperationEnd {
  switch (asked.outcome) {
    case "succeeded":
    case "pending":
      return { state: "done", answer: answerOf(asked.value), reason: null };
    case "declined":
      return { state: "refused", answer: {}, reason: asked.decline.failureCode };
    case "not_sent":
      return { state: isUnheard(asked.code) ? "begun" : "refused", answer: {}, reason: asked.code };
    case "outcome_unknown":
      return { state: "outcome_unknown", answer: {}, reason: asked.code };
  }
}
