import type { PaymentState } from "./payment-state";

const DAY_SECONDS = 86_400;

/** Seconds until the janitor asks the gateway again; null at a payment's end. */
const SECONDS: Readonly<Record<PaymentState, number | null>> = {
  pending: 3_600,
  requires_action: 900,
  processing: 300,
  outcome_unknown: 15,
  failed: 3_600,
  completed: null,
  canceled: null,
  refunded: null,
  bounced: null,
};

/** What waits for the buyer, not for the gateway. */
const ABANDONABLE: readonly PaymentState[] = ["pending", "requires_action", "failed"];

/**
 * How soon a payment is looked at again. One that its buyer left lying for more than a day is looked at daily, so that
 * abandoned carts do not keep the gateway busy; what the gateway owes us an answer about is asked for without end.
 */
export function nextCheckSeconds(state: PaymentState, ageSeconds: number): number | null {
  const isAbandoned = ABANDONABLE.includes(state) && ageSeconds > DAY_SECONDS;
  return isAbandoned ? DAY_SECONDS : SECONDS[state];
}
