import { attemptWindowStart } from "@/lib/domain/people/sign-in-limits";
import { deletePasswordResetsBefore } from "@/lib/db/password-resets";
import { deleteCountersBefore } from "@/lib/db/sign-in-failures";
import { inTransaction } from "@/lib/db/transaction";
import type { Clock } from "@/lib/platform/clock";

/**
 * Drops what no longer decides anything: counters of windows that are over, and reset links past their hour.
 * Both name people, so they are not kept longer than they are of use. Answers how many rows went.
 */
export async function forgetAttempts(clock: Clock): Promise<number> {
  const windowStart = attemptWindowStart(clock.now());
  return inTransaction(async (tx) => {
    const counters = await deleteCountersBefore(tx, windowStart);
    return counters + (await deletePasswordResetsBefore(tx, clock.now()));
  });
}
