import { type Dispute, keepsCreditFrozen } from "@/lib/domain/disputes/dispute";
import type { Payment } from "@/lib/domain/payments/payment";
import { findDisputesOfPayment, writeDispute } from "@/lib/db/disputes";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { freezeLots } from "../wallets/freeze-lots";
import { takeBackLostCredit } from "../wallets/take-back-lost-credit";

const FREEZE_REASON = "The payment of this top-up is disputed at the bank.";
const UNFREEZE_REASON = "The dispute about the payment of this top-up is over.";

async function takeBack(tx: Tx, ctx: ServiceContext, dispute: Dispute, paidMinor: bigint): Promise<Dispute> {
  const isCreditSettled = await takeBackLostCredit(tx, ctx, dispute, paidMinor);
  const settled = { ...dispute, isCreditSettled };
  if (isCreditSettled) await writeDispute(tx, settled, ctx.clock.now());
  return settled;
}

/**
 * Brings the credit that a payment gave into line with its disputes, in the caller's transaction, who has locked the order and
 * the payment: frozen while one goes on, taken back where one is lost, free again otherwise.
 */
export async function settleDisputedCredit(tx: Tx, ctx: ServiceContext, payment: Payment): Promise<void> {
  const { merchantId, id: paymentId, amountMinor } = payment;
  const disputes: Dispute[] = [];
  for (const dispute of await findDisputesOfPayment(tx, merchantId, paymentId))
    disputes.push(dispute.isCreditSettled ? dispute : await takeBack(tx, ctx, dispute, amountMinor));
  const isFrozen = keepsCreditFrozen(disputes, amountMinor);
  await freezeLots(tx, ctx, {
    paymentId,
    act: isFrozen ? "freeze" : "unfreeze",
    reason: isFrozen ? FREEZE_REASON : UNFREEZE_REASON,
  });
}
