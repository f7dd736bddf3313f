import { AUTOMATIC_ATTEMPTS_MAX, mayAttemptAgain } from "../payments/gateway-errors";
import type { DeclineFacts } from "../payments/gateway-outcome";

/** A card is charged in the morning of the day, in the merchant's zone: not at midnight, when nobody could answer their bank. */
export const CHARGE_HOUR = 9;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** After so long somebody looks what became of a charge that was begun and never ended. */
export const CHARGE_LEASE_MS = 15 * MINUTE_MS;

/** A payment that was opened in a browser so recently is left to whoever opened it. */
export const BROWSER_FIRST_MS = 30 * MINUTE_MS;

/** How soon money that is on its way is looked at again. */
export const UNDERWAY_MS = 60 * MINUTE_MS;

/** How long the customer has to answer their bank. */
export const ANSWER_DAYS = 7;

/** How long the link in a mail about a failed charge works. */
export const FAILED_LINK_DAYS = 30;

/** A day after the first charge, then two, four and eight days after the one before. */
function retryDelayMs(chargeCount: number): number {
  return 2 ** (chargeCount - 1) * DAY_MS;
}

/** When a charge that was declined is tried again by itself; null where only the customer can help, or five were enough. */
export function nextChargeAt(
  decline: Pick<DeclineFacts, "failureCode" | "declineCode">,
  chargeCount: number,
  now: Date,
): Date | null {
  return mayAttemptAgain(decline, chargeCount) ? new Date(now.getTime() + retryDelayMs(chargeCount)) : null;
}

/** Until when an authentication that begins now may be answered. */
export function answerBy(now: Date): Date {
  return new Date(now.getTime() + ANSWER_DAYS * DAY_MS);
}

/** Whether it was charged as often as it may be by itself. */
export function isChargedEnough({ chargeCount }: { readonly chargeCount: number }): boolean {
  return chargeCount >= AUTOMATIC_ATTEMPTS_MAX;
}
