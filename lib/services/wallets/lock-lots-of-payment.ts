import type { WalletLot } from "@/lib/domain/wallets/wallet-lot";
import type { Tx } from "@/lib/db/transaction";
import { findLotsOfOrigin } from "@/lib/db/wallet-lots";
import { lockWallets } from "./lock-wallets";

/** The lots that a payment brought, under their wallets' locks. */
export async function lockLotsOfPayment(tx: Tx, merchantId: string, paymentId: string): Promise<WalletLot[]> {
  const origin = { kind: "payment", id: paymentId } as const;
  const found = await findLotsOfOrigin(tx, merchantId, origin);
  await lockWallets(tx, found);
  // Read again: now they are locked.
  return found.length === 0 ? [] : findLotsOfOrigin(tx, merchantId, origin);
}
