import { type Money, money } from "@/lib/domain/money/money";
import { err, ok, type Result } from "@/lib/domain/result";
import { freeMinor, type LotChange } from "@/lib/domain/wallets/wallet-lot";
import type { Tx } from "@/lib/db/transaction";
import { findLots, type WalletKey } from "@/lib/db/wallet-lots";
import { findMovementsOfEntry } from "@/lib/db/wallet-movements";
import type { ServiceContext } from "../context";
import { type LockedWallet, lockWallets } from "./lock-wallets";
import { writeMovements } from "./write-movements";

/** What reversing an entry does to the lots of one wallet. */
export interface LotReversal {
  readonly wallet: LockedWallet;
  readonly changes: readonly LotChange[];
}

/**
 * Decides the mirror of what an entry did to lots, under their wallets' locks. Refuses with what is still free when a lot no
 * longer holds what would be taken from it: credit that was spent cannot be taken back.
 */
export async function planLotReversals(
  tx: Tx,
  merchantId: string,
  entryId: string,
): Promise<Result<readonly LotReversal[], { readonly available: Money }>> {
  const movements = await findMovementsOfEntry(tx, merchantId, entryId);
  const ids = movements.map((movement) => movement.lotId);
  const keys = new Map(
    (await findLots(tx, merchantId, ids)).map((lot): [string, WalletKey] => [
      `${lot.customerId} ${lot.currency}`,
      { merchantId, customerId: lot.customerId, currency: lot.currency },
    ]),
  );
  const wallets = await lockWallets(tx, [...keys.values()]);
  // Read again: now they are locked.
  const lots = await findLots(tx, merchantId, ids);
  const changes = movements.map(({ lotId, amountMinor }): LotChange => {
    return { lotId, kind: "reversed", amountMinor: -amountMinor, heldMinor: 0n };
  });
  for (const lot of lots) {
    const change = changes.find(({ lotId }) => lotId === lot.id);
    if (change !== undefined && freeMinor(lot) + change.amountMinor < 0n)
      return err({ available: money(freeMinor(lot), lot.currency) });
  }
  const ofWallet = (wallet: WalletKey) =>
    lots
      .filter((lot) => lot.customerId === wallet.customerId && lot.currency === wallet.currency)
      .map((lot) => lot.id);
  return ok(
    wallets.map((wallet) => ({
      wallet,
      changes: changes.filter(({ lotId }) => ofWallet(wallet).includes(lotId)),
    })),
  );
}

/** Mirrors in the lots what a reversal has mirrored in the ledger. */
export async function reverseMovements(
  tx: Tx,
  ctx: ServiceContext,
  reversals: readonly LotReversal[],
  facts: { readonly entryId: string; readonly reason: string },
): Promise<void> {
  await writeMovements(
    tx,
    ctx,
    reversals.map(({ wallet, changes }) => ({ wallet, changes, facts })),
    "before_posting",
  );
}
