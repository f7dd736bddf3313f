import { claimDuePayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import { resolveUnknownPayment } from "@/lib/services/payments/resolve-unknown-payment";
import { systemContext } from "@/lib/webhooks/system-context";

/** The janitor: asks the gateway about payments that have waited long enough. Answers whether there may be more. */
export async function checkPayments(limit: number): Promise<boolean> {
  const payments = await inTransaction((tx) => claimDuePayments(tx, limit));
  for (const payment of payments) {
    await resolveUnknownPayment(systemContext(payment.merchantId, payment.traceId), {
      paymentId: payment.id,
    });
  }
  return payments.length === limit;
}
