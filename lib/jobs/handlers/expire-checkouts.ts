import { claimExpiredHolds, type ExpiredHold } from "@/lib/db/expired-holds";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/platform/log";
import { voidPayment } from "@/lib/services/payments/void-payment";
import { systemContext } from "@/lib/webhooks/system-context";

const BATCH = 20;

/** Gives up the card payment that the credit waits for; with its end the credit goes back, unless the buyer was faster. */
async function expire({ merchantId, paymentId, traceId, holdId }: ExpiredHold): Promise<void> {
  if (paymentId === null) return;
  const voided = await voidPayment(systemContext(merchantId, traceId), { paymentId });
  if (!voided.ok) log.info({ holdId, code: voided.error.code }, "checkout could not be given up yet");
}

/**
 * Ends checkouts that were left alone with credit held: their card payments are given up at the gateway, and only that gives
 * the credit back. Answers whether there may be more. One that cannot be given up yet waits for its next turn.
 */
export async function expireCheckouts(now: Date): Promise<boolean> {
  const expired = await inTransaction((tx) => claimExpiredHolds(tx, now, BATCH));
  for (const one of expired) {
    await expire(one).catch((error: unknown) => {
      log.error({ err: error, holdId: one.holdId }, "checkout could not be given up");
    });
  }
  return expired.length === BATCH;
}
