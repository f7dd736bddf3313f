import { NOTICE_DAYS } from "@/lib/domain/wallets/expiry-policy";
import { inTransaction } from "@/lib/db/transaction";
import { claimExpiringCredit } from "@/lib/db/wallet-expiry";
import { enqueueJobs } from "@/lib/jobs/queue";
import type { Clock } from "@/lib/platform/clock";
import { newTraceId } from "@/lib/platform/trace";

/** The mail of each notice. */
const MAIL_OF = { 14: "credit_expiring", 3: "credit_expiring_soon" } as const satisfies Record<
  (typeof NOTICE_DAYS)[number],
  string
>;

/**
 * Sees to it that customers are told of credit that expires: 14 and 3 days before its last day, each once, in one mail for all
 * that ends on one day. Credit that is nearer than 14 days from the first is told of at the nearest notice only.
 * Answers how many mails it asked for.
 */
export async function announceExpiry(clock: Clock, limit: number): Promise<number> {
  let count = 0;
  // The nearest first: what is told of at three days needs no other notice.
  for (const days of NOTICE_DAYS.toReversed()) {
    count += await inTransaction(async (tx) => {
      const expiring = await claimExpiringCredit(tx, clock.now(), { days, limit });
      for (const { merchantId, lotId } of expiring) {
        const ctx = { actor: { merchantId }, traceId: newTraceId() };
        await enqueueJobs(tx, ctx, [{ job: "send-mail", payload: { kind: MAIL_OF[days], lotId } }]);
      }
      return expiring.length;
    });
  }
  return count;
}
