import "server-only";
import { cache } from "react";
import { invariant } from "@/lib/domain/invariant";
import type { MerchantView } from "@/lib/domain/merchant";
import { findMerchantByHost, findMerchantView } from "@/lib/db/storefronts";
import { currentActor } from "./current-actor";
import { requestFacts } from "./request-facts";

/** The seller that this request is about: the signed-in person's, else the storefront's by host name, else the first. */
export const currentMerchant = cache(async (): Promise<MerchantView> => {
  const actor = await currentActor();
  const merchant =
    actor === null
      ? await findMerchantByHost((await requestFacts()).hostName)
      : await findMerchantView(actor.merchantId);
  invariant(merchant !== null, "There is no merchant yet. Run npm run db:seed.");
  return merchant;
});
