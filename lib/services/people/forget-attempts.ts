import { attemptWindowStart } from "@/lib/domain/people/sign-in-limits";
import { deleteCspViolationsBefore } from "@/lib/db/csp-violations";
import { deletePasswordResetsBefore } from "@/lib/db/password-resets";
import { deleteCountersBefore } from "@/lib/db/attempt-counters";
import { inTransaction } from "@/lib/db/transaction";
import type { Clock } from "@/lib/platform/clock";

const CSP_VIOLATION_DAYS_KEPT = 30;

/**
 * Drops what no longer decides anything: counters of windows that are over, reset links past their hour, and what browsers
 * blocked a month ago. The first two name people, so they are not kept longer than they are of use. Answers how many rows went.
 */
export async function forgetAttempts(clock: Clock): Promise<number> {
  const windowStart = attemptWindowStart(clock.now());
  return inTransaction(async (tx) => {
    const counters = await deleteCountersBefore(tx, windowStart);
    const resets = await deletePasswordResetsBefore(tx, clock.now());
    const oldest = new Date(clock.now().getTime() - CSP_VIOLATION_DAYS_KEPT * 86_400_000);
    return counters + resets + (await deleteCspViolationsBefore(tx, oldest));
  });
}
