export const PAYMENT_STATES = [
  "pending",
  "requires_action",
  "processing",
  "outcome_unknown",
  "completed",
  "failed",
  "canceled",
  "refunded",
  "bounced",
] as const;

export type PaymentState = (typeof PAYMENT_STATES)[number];

/** The five words that people see. */
export type PaymentStatus = "pending" | "processing" | "completed" | "failed" | "refunded";

const NEXT_STATES = {
  pending: ["requires_action", "processing", "outcome_unknown", "completed", "failed", "canceled"],
  requires_action: ["pending", "processing", "outcome_unknown", "completed", "failed", "canceled"],
  processing: ["pending", "requires_action", "outcome_unknown", "completed", "failed", "canceled"],
  outcome_unknown: ["pending", "requires_action", "processing", "completed", "failed", "canceled"],
  failed: ["pending", "requires_action", "processing", "outcome_unknown", "completed", "canceled"],
  completed: ["refunded", "bounced"],
  canceled: ["completed"],
  refunded: [],
  bounced: [],
} as const satisfies Record<PaymentState, readonly PaymentState[]>;

/**
 * Whether news may move a payment there. A declined payment is not at its end: the buyer may try another card on it.
 * A completed one never goes back, whatever arrives late. One that we gave up takes in money if it arrived all the same:
 * what the gateway holds is never left out of the books.
 */
export function mayBecome(from: PaymentState, to: PaymentState): boolean {
  const next: readonly PaymentState[] = NEXT_STATES[from];
  return next.includes(to);
}

/** States in which money may still move: at most one such payment for each installment. */
export const LIVE_PAYMENT_STATES = [
  "pending",
  "requires_action",
  "processing",
  "outcome_unknown",
  "failed",
] as const;

export function isLive(state: PaymentState): boolean {
  const live: readonly PaymentState[] = LIVE_PAYMENT_STATES;
  return live.includes(state);
}

const STATUS_OF = {
  pending: "pending",
  requires_action: "pending",
  processing: "processing",
  outcome_unknown: "processing",
  completed: "completed",
  failed: "failed",
  canceled: "failed",
  refunded: "refunded",
  bounced: "failed",
} as const satisfies Record<PaymentState, PaymentStatus>;

/** The word for people: one of pending, processing, completed, failed, refunded. */
export function paymentStatus(state: PaymentState): PaymentStatus {
  return STATUS_OF[state];
}
