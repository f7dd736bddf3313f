/** How money comes that no gateway brings. */
export const MANUAL_METHODS = ["bank_transfer", "check", "cash"] as const;
export type ManualMethod = (typeof MANUAL_METHODS)[number];

export const MANUAL_PAYMENT_STATES = ["recorded", "verified", "rejected", "bounced"] as const;
export type ManualPaymentState = (typeof MANUAL_PAYMENT_STATES)[number];

/** What one order is meant to get of it, in minor units. */
export interface ManualPart {
  readonly orderId: string;
  readonly amountMinor: bigint;
}

/** Orders that one payment may be split over. */
export const MANUAL_PARTS_MAX = 20;
