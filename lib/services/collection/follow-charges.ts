import { afterCharge, type FailedCharge } from "@/lib/domain/collection/after-charge";
import type { DecidedNews } from "@/lib/domain/payments/decide-payment-news";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { writeAfterCharge } from "./write-after-charge";

function failedCharge({ decision }: DecidedNews): FailedCharge | null {
  const { decline } = decision.change;
  if (decline === null) return null;
  if (decision.isAuthenticationNew) return { kind: "authentication_needed", decline };
  return decision.isDeclineNew ? { kind: "declined", decline } : null;
}

/**
 * What news of payments come to for installments that are being charged: whoever brings the news first, a webhook, the answer
 * itself or the janitor, decides when the card is tried again and asks the customer, and nobody does it twice.
 */
export async function followCharges(
  tx: Tx,
  ctx: ServiceContext,
  decided: readonly DecidedNews[],
): Promise<void> {
  for (const one of decided) {
    const failed = failedCharge(one);
    if (failed === null) continue;
    const { order, installment, payment } = one.situation;
    const after = afterCharge(installment, failed, ctx.clock.now());
    if (after === null) continue;
    const told = one.traceId === undefined ? ctx : { ...ctx, traceId: one.traceId };
    await writeAfterCharge(tx, told, { order, paymentId: payment.id, failed, after });
  }
}
