import { type Dispute, lostShareMinor } from "@/lib/domain/disputes/dispute";
import { invariant } from "@/lib/domain/invariant";
import { lostCreditTakenBack } from "@/lib/domain/ledger/dispute-entries";
import { money } from "@/lib/domain/money/money";
import { freeMinor, type WalletLot } from "@/lib/domain/wallets/wallet-lot";
import { findTakenForDispute } from "@/lib/db/disputes";
import type { Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { postEntries } from "../ledger/post-entries";
import { lockLotsOfPayment } from "./lock-lots-of-payment";
import { lockWallet } from "./lock-wallets";
import { writeMovements } from "./write-movements";

const REASON = "The bank gave the payment of this top-up back.";

async function takeBack(
  tx: Tx,
  ctx: ServiceContext,
  dispute: Dispute,
  part: { readonly lot: WalletLot; readonly amountMinor: bigint },
): Promise<void> {
  const { gatewayDisputeId, orderId, paymentId } = dispute;
  const { lot, amountMinor } = part;
  const occurredAt = ctx.clock.now();
  const draft = lostCreditTakenBack({ gatewayDisputeId, orderId, paymentId, lot, amountMinor, occurredAt });
  // Read anew for each lot: the balance before this one.
  const wallet = await lockWallet(tx, lot);
  invariant(wallet !== null, `Lot ${lot.id} has a wallet.`);
  const [posted] = await postEntries(tx, ctx, [draft], { reason: REASON });
  invariant(posted !== undefined, "An entry was posted.");
  const facts = { entryId: posted.entryId, orderId, paymentId, reason: REASON };
  const change = { lotId: lot.id, kind: "clawed_back", amountMinor: -amountMinor, heldMinor: 0n } as const;
  await writeMovements(tx, ctx, [{ wallet, changes: [change], facts }], "before_posting");
  await recordAuditEvent(tx, ctx, {
    eventType: "wallet.clawed_back",
    command: "take-back-lost-credit",
    outcome: "succeeded",
    orderId,
    paymentId,
    amount: money(amountMinor, lot.currency),
    reason: REASON,
    changes: {
      customerId: lot.customerId,
      lotId: lot.id,
      entryId: posted.entryId,
      dispute: gatewayDisputeId,
    },
  });
}

/**
 * Takes back what is left of the credit that a lost payment brought, its bonus included, in the caller's transaction, who has
 * locked the order and the payment: of each lot the share that was lost. What was spent of it is the merchant's loss; what an
 * open checkout holds stays with it until that has ended. Answers whether nothing is left to be taken.
 */
export async function takeBackLostCredit(
  tx: Tx,
  ctx: ServiceContext,
  dispute: Dispute,
  paidMinor: bigint,
): Promise<boolean> {
  const { amountMinor: disputedMinor, paymentId } = dispute;
  const lots = await lockLotsOfPayment(tx, ctx.actor.merchantId, paymentId);
  const taken = await findTakenForDispute(tx, dispute);
  let isSettled = true;
  for (const lot of lots) {
    const shareMinor = lostShareMinor(lot.grantedMinor, { amountMinor: disputedMinor, paidMinor });
    const openMinor = shareMinor - (taken.get(lot.id) ?? 0n);
    const free = freeMinor(lot);
    const amountMinor = openMinor < free ? openMinor : free;
    if (amountMinor > 0n) await takeBack(tx, ctx, dispute, { lot, amountMinor });
    if (openMinor > amountMinor && lot.heldMinor > 0n) isSettled = false;
  }
  return isSettled;
}
