import type { Installment } from "../orders/order";
import type { DeclineFacts } from "../payments/gateway-outcome";
import { answerBy, nextChargeAt } from "./charge-policy";

/** What a charge came to that took no money: the bank wants to hear from its customer, or said no. */
export interface FailedCharge {
  readonly kind: "authentication_needed" | "declined";
  readonly decline: Pick<DeclineFacts, "failureCode" | "declineCode">;
}

/** Where collection goes on from there, and what the customer is asked for. */
export interface AfterCharge {
  readonly installment: Installment;
  readonly ask: "authentication_needed" | "charge_failed" | null;
}

/**
 * What follows from a failed charge of an installment. A bank that could not answer is asked again later; one that wants to hear
 * from its customer is no decline: they get a week; anything else is the customer's to put right. News of what is not being
 * charged, such as a card that the customer tried by themselves, change nothing: null.
 */
export function afterCharge(installment: Installment, failed: FailedCharge, now: Date): AfterCharge | null {
  if (installment.collection !== "charging") return null;
  if (failed.kind === "authentication_needed") {
    const until = answerBy(now);
    return {
      installment: { ...installment, collection: "action_required", retryAt: until, answerBy: until },
      ask: "authentication_needed",
    };
  }
  const retryAt = nextChargeAt(failed.decline, installment.chargeCount, now);
  const collection = retryAt === null ? "customer_needed" : "retrying";
  return {
    installment: { ...installment, collection, retryAt, answerBy: null },
    ask: retryAt === null ? "charge_failed" : null,
  };
}
