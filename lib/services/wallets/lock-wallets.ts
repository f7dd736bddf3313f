import { walletOf } from "@/lib/domain/ledger/chart-of-accounts";
import { lockFloorBalances } from "@/lib/db/ledger";
import type { Tx } from "@/lib/db/transaction";
import type { WalletKey } from "@/lib/db/wallet-lots";
import { ledgerAccountId } from "@/lib/platform/ids";

/** A wallet whose lock is held. */
export interface LockedWallet extends WalletKey {
  /** What the customer has in it, the held part included. */
  readonly balanceMinor: bigint;
}

const accountOf = ({ merchantId, customerId, currency }: WalletKey) =>
  ledgerAccountId(merchantId, walletOf(customerId), currency);

/**
 * Locks wallets until commit, always in the same order: whoever changes lots holds their wallet's lock, so that lots need none
 * of their own. In the order of all locks it comes after orders, installments and payments. Answers those that there are.
 */
export async function lockWallets(tx: Tx, wallets: readonly WalletKey[]): Promise<LockedWallet[]> {
  const [first] = wallets;
  if (first === undefined) return [];
  const byAccount = new Map(wallets.map((wallet) => [accountOf(wallet), wallet]));
  const balances = await lockFloorBalances(tx, first.merchantId, [...byAccount.keys()].toSorted());
  return balances.flatMap(({ accountId, balanceMinor }) => {
    const wallet = byAccount.get(accountId);
    if (wallet === undefined) return [];
    const { merchantId, customerId, currency } = wallet;
    return [{ merchantId, customerId, currency, balanceMinor: -balanceMinor }];
  });
}

/** Locks one wallet. Null when the customer has none in that currency, or is not the merchant's. */
export async function lockWallet(tx: Tx, wallet: WalletKey): Promise<LockedWallet | null> {
  return (await lockWallets(tx, [wallet]))[0] ?? null;
}
