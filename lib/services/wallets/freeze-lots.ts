import type { WalletLot } from "@/lib/domain/wallets/wallet-lot";
import type { Tx } from "@/lib/db/transaction";
import { updateFrozen } from "@/lib/db/wallet-lots";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { lockLotsOfPayment } from "./lock-lots-of-payment";
import { lockWallets } from "./lock-wallets";
import { writeMovements } from "./write-movements";

export interface FreezeLots {
  /** The payment that topped the wallet up. */
  readonly paymentId: string;
  /** freeze: while it is disputed. unfreeze: the dispute is over, and the credit stays. */
  readonly act: "freeze" | "unfreeze";
  readonly reason: string;
}

async function write(
  tx: Tx,
  ctx: ServiceContext,
  lots: readonly WalletLot[],
  { act, paymentId, reason }: FreezeLots,
): Promise<void> {
  const kind = act === "freeze" ? "frozen" : "unfrozen";
  const frozen = act === "freeze" ? { at: ctx.clock.now(), reason } : { at: null, reason: null };
  for (const lot of lots) await updateFrozen(tx, lot, frozen);
  await writeMovements(
    tx,
    ctx,
    (await lockWallets(tx, lots)).map((wallet) => ({
      wallet,
      changes: lots
        .filter((lot) => lot.customerId === wallet.customerId && lot.currency === wallet.currency)
        .map((lot) => ({ lotId: lot.id, kind, amountMinor: 0n, heldMinor: 0n })),
      facts: { entryId: null, paymentId, reason },
    })),
    "before_posting",
  );
  await recordAuditEvent(tx, ctx, {
    eventType: `wallet.${kind}`,
    command: "freeze-lots",
    outcome: "succeeded",
    paymentId,
    reason,
    changes: { lotIds: lots.map((lot) => lot.id) },
  });
}

/**
 * Keeps what is left of the credit of a top-up, its bonus included, from being spent while the payment is disputed, or lets it
 * be spent again; in the caller's transaction, who has locked the payment. What a hold has reserved stays with its hold. Done
 * twice, it changes nothing the second time; answers how many lots it changed.
 */
export async function freezeLots(tx: Tx, ctx: ServiceContext, command: FreezeLots): Promise<number> {
  const found = await lockLotsOfPayment(tx, ctx.actor.merchantId, command.paymentId);
  const lots = found.filter((lot) => (lot.frozenAt === null) === (command.act === "freeze"));
  if (lots.length > 0) await write(tx, ctx, lots, command);
  return lots.length;
}
