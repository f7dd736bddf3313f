import { advanceInstallments } from "./handlers/advance-installments";
import { expireCheckouts } from "./handlers/expire-checkouts";
import { expireCredit } from "./handlers/expire-credit";
import { sendReminders } from "./handlers/send-reminders";

/**
 * What is done when its day or instant has come by the business clock. A sweep claims a batch of what is due until then, does
 * it, and answers whether there may be more. It runs every few seconds and at once when the clock was moved, in any number of
 * workers, so it has to be harmless to repeat. lib/db/dated-work.ts says when each falls due next.
 */
export const DATED_SWEEPS: Readonly<Record<string, (now: Date) => Promise<boolean>>> = {
  "advance-installments": advanceInstallments,
  "send-reminders": sendReminders,
  "expire-credit": expireCredit,
  "expire-checkouts": expireCheckouts,
};
