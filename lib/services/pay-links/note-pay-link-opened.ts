import type { PayLinkActor } from "@/lib/domain/actor";
import { countPayLinkOpened } from "@/lib/db/pay-links";
import type { ServiceContext } from "../context";

/** Remembers that a link's page was shown, for staff who wonder whether the customer has seen it. */
export async function notePayLinkOpened(ctx: ServiceContext<PayLinkActor>): Promise<void> {
  await countPayLinkOpened(ctx.actor.merchantId, ctx.actor.payLinkId, ctx.clock.now());
}
