import type { Actor } from "@/lib/domain/actor";
import { invariant } from "@/lib/domain/invariant";
import type { MerchantView } from "@/lib/domain/merchant";
import { findMerchantView } from "@/lib/db/storefronts";

/** In whose name the actor's mails go out. */
export async function merchantOfMail(actor: Actor): Promise<MerchantView> {
  const merchant = await findMerchantView(actor.merchantId);
  invariant(merchant !== null, `There is no merchant ${actor.merchantId}.`);
  return merchant;
}
