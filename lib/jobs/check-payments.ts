import { claimDuePayments, type DuePayment } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/platform/log";
import { resolveUnknownPayment } from "@/lib/services/payments/resolve-unknown-payment";
import { voidPayment } from "@/lib/services/payments/void-payment";
import { systemContext } from "@/lib/webhooks/system-context";

/** Learns what became of a payment. One whose order was canceled is given up, should that have failed before. */
async function check({ payment, isOrderCanceled }: DuePayment): Promise<void> {
  const ctx = systemContext(payment.merchantId, payment.traceId);
  await (isOrderCanceled ? voidPayment : resolveUnknownPayment)(ctx, { paymentId: payment.id });
}

/**
 * The janitor: asks the gateway about payments that have waited long enough. Answers whether there may be more. One that
 * cannot be made sense of waits for its next turn and holds up no other.
 */
export async function checkPayments(limit: number): Promise<boolean> {
  const due = await inTransaction((tx) => claimDuePayments(tx, limit));
  for (const one of due) {
    await check(one).catch((error: unknown) => {
      log.error({ err: error, paymentId: one.payment.id }, "payment could not be checked");
    });
  }
  return due.length === limit;
}
