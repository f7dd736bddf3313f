import { systemClock } from "@/lib/platform/clock";
import { forgetAttempts as dropWhatIsOver } from "@/lib/services/people/forget-attempts";

/** Drops counters of sign-ins and links to reset a password that no longer decide anything. */
export async function forgetAttempts(): Promise<void> {
  await dropWhatIsOver(systemClock);
}
