import "server-only";
import type { PayLinkActor } from "@/lib/domain/actor";
import { invariant } from "@/lib/domain/invariant";
import type { MerchantView } from "@/lib/domain/merchant";
import { ok, type Result } from "@/lib/domain/result";
import { findMerchantView } from "@/lib/db/storefronts";
import { businessClock } from "@/lib/platform/clock";
import { followClock } from "@/lib/services/clock/follow-clock";
import type { ServiceContext } from "@/lib/services/context";
import { openPayLink } from "@/lib/services/pay-links/open-pay-link";
import { requestFacts } from "./request-facts";

/** Whoever holds a link to the payment of one order, signed in or not; a refusal where the link opens nothing. */
export async function payLinkContext(token: string): Promise<Result<ServiceContext<PayLinkActor>>> {
  const [{ traceId, ipAddress }] = await Promise.all([requestFacts(), followClock()]);
  const occasion = { traceId, ipAddress, clock: businessClock };
  const opened = await openPayLink(occasion, token);
  return opened.ok ? ok({ ...occasion, actor: opened.value }) : opened;
}

/** The seller whose order a link opens, whatever host or session it is opened with. */
export async function merchantOfPayLink(actor: PayLinkActor): Promise<MerchantView> {
  const merchant = await findMerchantView(actor.merchantId);
  invariant(merchant !== null, "A link has a merchant.");
  return merchant;
}
