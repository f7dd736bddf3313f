import { timingSafeEqual } from "node:crypto";
import type { PayLinkActor } from "@/lib/domain/actor";
import { PAY_LINK_MISSES_MAX, payLinkState } from "@/lib/domain/pay-links/pay-link";
import { networkPrefix } from "@/lib/domain/people/network-prefix";
import { attemptWindowStart, secondsToNextWindow } from "@/lib/domain/people/sign-in-limits";
import { err, ok, type Result } from "@/lib/domain/result";
import { countInBuckets } from "@/lib/db/attempt-counters";
import { findPayLink } from "@/lib/db/pay-links";
import { inTransaction } from "@/lib/db/transaction";
import { systemClock } from "@/lib/platform/clock";
import { readPayLinkToken } from "@/lib/platform/pay-link-token";
import type { ServiceContext } from "../context";

/** Counts a token that is none, by network and the machine's time; nobody is told whether it came near one. */
async function refuseToken(ipAddress: string | null): Promise<Result<never>> {
  const now = systemClock.now();
  const bucket = `pay-link|network:${networkPrefix(ipAddress)}`;
  const [misses = 0] = await inTransaction((tx) => countInBuckets(tx, [bucket], attemptWindowStart(now)));
  if (misses > PAY_LINK_MISSES_MAX)
    return err({
      kind: "rate_limited",
      code: "too_many_attempts",
      retryAfterSeconds: secondsToNextWindow(now),
    });
  return err({ kind: "not_found", code: "pay_link_not_found" });
}

/**
 * Who somebody is that holds a link: an actor who may pay what its one order owes, and nothing else. The signature is checked
 * before the database is asked anything. Only whoever has a true link learns that it has ended.
 */
export async function openPayLink(
  occasion: Pick<ServiceContext, "ipAddress" | "clock">,
  token: string,
): Promise<Result<PayLinkActor>> {
  const claims = readPayLinkToken(token);
  if (claims === null) return refuseToken(occasion.ipAddress);
  const { merchantId, payLinkId, tokenHash } = claims;
  const link = await findPayLink(merchantId, payLinkId);
  const isStored =
    link !== null &&
    timingSafeEqual(Buffer.from(link.tokenHash, "hex"), Buffer.from(tokenHash, "hex")) &&
    link.expiresAt.getTime() === claims.expiresAt.getTime();
  if (!isStored) return refuseToken(occasion.ipAddress);
  const { orderId, customerId, customerName } = link;
  switch (payLinkState(link, occasion.clock.now())) {
    case "revoked":
      return err({ kind: "conflict", code: "pay_link_revoked" });
    case "expired":
      return err({ kind: "conflict", code: "pay_link_expired" });
    case "open":
      return ok({ kind: "pay_link", merchantId, payLinkId, orderId, customerId, name: customerName });
  }
}
