import type { CustomerActor } from "@/lib/domain/actor";
import type { TopUpTerms } from "@/lib/domain/wallets/wallet-rules";
import { readWalletRules } from "@/lib/db/wallet-rules";

export interface TopUpChoices {
  readonly terms: readonly TopUpTerms[];
  /** Days after which what is paid, and what is given on top, expires; null for never. */
  readonly expiryDays: { readonly paid: number | null; readonly bonus: number | null };
}

/** What the actor may put into the wallet now. */
export async function topUpChoices(actor: CustomerActor): Promise<TopUpChoices> {
  const { topUps, expiryDays } = await readWalletRules(actor.merchantId);
  return { terms: topUps, expiryDays: { paid: expiryDays.topUp, bonus: expiryDays.promotional } };
}
