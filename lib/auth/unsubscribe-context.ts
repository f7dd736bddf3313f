import "server-only";
import { businessClock } from "@/lib/platform/clock";
import { readUnsubscribeToken, type UnsubscribeClaims } from "@/lib/platform/unsubscribe-token";
import { followClock } from "@/lib/services/clock/follow-clock";
import type { ServiceContext } from "@/lib/services/context";
import { requestFacts } from "./request-facts";

/**
 * Whoever holds the link that turns off a kind of mail; null for a link that we did not sign. It acts as the system of the
 * link's merchant: hand it to no service but the one that turns off what the link says.
 */
export async function unsubscribeContext(
  token: string,
): Promise<{ readonly ctx: ServiceContext; readonly claims: UnsubscribeClaims } | null> {
  const claims = readUnsubscribeToken(token);
  if (claims === null) return null;
  const [{ traceId, ipAddress }] = await Promise.all([requestFacts(), followClock()]);
  const actor = { kind: "system", merchantId: claims.merchantId, name: "Holder of a mail's link" } as const;
  return { ctx: { actor, traceId, ipAddress, clock: businessClock }, claims };
}
