import { findRemindersToSend, putOffReminder } from "@/lib/db/installment-reminders";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/platform/log";
import { sendReminder } from "@/lib/services/notices/send-reminder";
import { systemContext } from "@/lib/webhooks/system-context";

const BATCH = 100;
const PUT_OFF_MS = 3_600_000;

/**
 * Reminds of what is due, or will be, or was: a batch at a time, each in a transaction of its own. One that cannot be reminded
 * of is looked at an hour later. Answers whether there may be more.
 */
export async function sendReminders(now: Date): Promise<boolean> {
  const waiting = await inTransaction((tx) => findRemindersToSend(tx, now, BATCH));
  for (const one of waiting) {
    const ctx = { ...systemContext(one.merchantId), clock: { now: () => now } };
    await sendReminder(ctx, one).catch(async (error: unknown) => {
      log.error({ err: error, installmentId: one.installmentId }, "no reminder could be sent");
      const nextAt = new Date(now.getTime() + PUT_OFF_MS);
      await inTransaction((tx) => putOffReminder(tx, one, nextAt));
    });
  }
  return waiting.length === BATCH;
}
