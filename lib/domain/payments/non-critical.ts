/** What waits while deliveries fail: nobody's order or money depends on it, and it needs the gateway's word to end well. */
export const NON_CRITICAL_OPERATIONS = ["save_card"] as const;

export type NonCriticalOperation = (typeof NON_CRITICAL_OPERATIONS)[number];

/** What staff read about each while it is paused. */
export const NON_CRITICAL_WORDS = {
  save_card: "saving a card without paying",
} as const satisfies Record<NonCriticalOperation, string>;

/** More failed deliveries in a row than this alert, and pause what is not critical. */
export const FAILED_IN_ROW_MAX = 3;

/**
 * The address of webhooks is public, so that failures may also be a stranger's: after this long without another one the pause
 * ends by itself, whether or not the gateway had anything to deliver.
 */
export const PAUSE_SECONDS_MAX = 900;

/** What is known of a gateway's deliveries. */
export interface DeliveryFailures {
  readonly failedInRow: number;
  readonly secondsSinceLast: number;
}

/** Whether operations that are not critical wait now. */
export function isPaused(failures: DeliveryFailures | null): boolean {
  return (
    failures !== null &&
    failures.failedInRow > FAILED_IN_ROW_MAX &&
    failures.secondsSinceLast < PAUSE_SECONDS_MAX
  );
}
