import type { Money } from "../money/money";
import { declineClass, errorClass } from "./gateway-errors";
import type { CardFacts, DeclineFacts, GatewayOutcome } from "./gateway-outcome";

/** What a command, or its answer, names: ids and amounts, never a secret. */
export interface CallNames {
  readonly objectId?: string | null;
  readonly amount?: Money;
  readonly gatewayPaymentId?: string;
  readonly card?: CardFacts | null;
  readonly idempotencyKey?: string;
  /** Whose it is and which payment of ours, as the object itself says. */
  readonly merchantId?: string | null;
  readonly paymentId?: string | null;
}

/** How a call of a gateway ended, as it goes on record. */
export interface CallEnd {
  readonly outcome: "succeeded" | "pending" | "declined" | "refused" | "failed" | "outcome_unknown";
  /** The class of what went wrong, by its name in the table of errors; null when nothing did. */
  readonly errorClass: string | null;
  readonly decline: DeclineFacts | null;
}

/** What a gateway read and did not do is refused; what never reached it failed. */
export function callEnd(asked: GatewayOutcome<unknown>): CallEnd {
  switch (asked.outcome) {
    case "succeeded":
    case "pending":
      return { outcome: asked.outcome, errorClass: null, decline: null };
    case "declined":
      return {
        outcome: "declined",
        errorClass: declineClass(asked.decline).name,
        decline: asked.decline,
      };
    case "not_sent":
    case "outcome_unknown": {
      const { name } = errorClass(asked);
      const decline = { failureCode: asked.code, declineCode: null, message: asked.message };
      if (asked.outcome === "outcome_unknown")
        return { outcome: "outcome_unknown", errorClass: name, decline };
      return { outcome: name === "refused" ? "refused" : "failed", errorClass: name, decline };
    }
  }
}
