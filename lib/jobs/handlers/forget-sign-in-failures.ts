import { deletePasswordResetsBefore } from "@/lib/db/password-resets";
import { deleteCountersBefore } from "@/lib/db/sign-in-failures";
import { inTransaction } from "@/lib/db/transaction";
import { systemClock } from "@/lib/platform/clock";

const DAY_MS = 86_400_000;

/** Drops counters of sign-ins and reset links that can no longer matter: both are about the last hour. */
export async function forgetSignInFailures(): Promise<void> {
  const before = new Date(systemClock.now().getTime() - DAY_MS);
  await inTransaction(async (tx) => {
    await deleteCountersBefore(tx, before);
    await deletePasswordResetsBefore(tx, before);
  });
}
