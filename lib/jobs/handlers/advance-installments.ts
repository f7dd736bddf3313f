import {
  findInstallmentsToAdvance,
  type InstallmentToAdvance,
  putOffInstallment,
} from "@/lib/db/installments";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/platform/log";
import { advanceInstallment } from "@/lib/services/collection/advance-installment";
import { collectInstallment } from "@/lib/services/collection/collect-installment";
import { systemContext } from "@/lib/webhooks/system-context";

const BATCH = 100;
const PUT_OFF_MS = 3_600_000;
/** Charges wait for the gateway, not for us. */
const AT_ONCE = 8;

/** Takes one installment's steps, and charges it where that is due. */
async function advance(one: InstallmentToAdvance, now: Date): Promise<void> {
  const ctx = { ...systemContext(one.merchantId), clock: { now: () => now } };
  const { isChargeDue } = await advanceInstallment(ctx, one);
  if (isChargeDue) await collectInstallment(ctx, one);
}

/**
 * Takes what of installments has come by now: they fall due, are invoiced, are charged to the card that their customer left, go
 * overdue. A batch at a time, each in transactions of its own. One that cannot be advanced is looked at an hour later. Answers whether there may be more.
 */
export async function advanceInstallments(now: Date): Promise<boolean> {
  const waiting = await inTransaction((tx) => findInstallmentsToAdvance(tx, now, BATCH));
  const left = [...waiting];
  const takeTurns = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      const { merchantId, installmentId } = one;
      await advance(one, now).catch(async (error: unknown) => {
        log.error({ err: error, installmentId }, "installment could not be advanced");
        const until = new Date(now.getTime() + PUT_OFF_MS);
        await inTransaction((tx) => putOffInstallment(tx, { merchantId, installmentId }, until));
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
  return waiting.length === BATCH;
}
