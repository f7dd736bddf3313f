import { findInstallmentsToAdvance, putOffInstallment } from "@/lib/db/installments";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/platform/log";
import { advanceInstallment } from "@/lib/services/collection/advance-installment";
import { systemContext } from "@/lib/webhooks/system-context";

const BATCH = 100;
const PUT_OFF_MS = 3_600_000;

/**
 * Takes what of installments has come by now: they fall due, are invoiced, go overdue. A batch at a time, each in a transaction
 * of its own. One that cannot be advanced is looked at an hour later. Answers whether there may be more.
 */
export async function advanceInstallments(now: Date): Promise<boolean> {
  const waiting = await inTransaction((tx) => findInstallmentsToAdvance(tx, now, BATCH));
  for (const one of waiting) {
    const ctx = { ...systemContext(one.merchantId), clock: { now: () => now } };
    await advanceInstallment(ctx, one).catch(async (error: unknown) => {
      log.error({ err: error, installmentId: one.installmentId }, "installment could not be advanced");
      const until = new Date(now.getTime() + PUT_OFF_MS);
      await inTransaction((tx) => putOffInstallment(tx, one, until));
    });
  }
  return waiting.length === BATCH;
}
