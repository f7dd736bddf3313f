import type { CustomerActor, PayLinkActor } from "@/lib/domain/actor";
import type { FailureOf } from "@/lib/domain/failure";
import { type VelocityCounts, velocityLimitBroken } from "@/lib/domain/payments/payment-velocity";
import { networkPrefix } from "@/lib/domain/people/network-prefix";
import { attemptWindowStart, secondsToNextWindow } from "@/lib/domain/people/sign-in-limits";
import { err, ok, type Result } from "@/lib/domain/result";
import { countInBuckets } from "@/lib/db/attempt-counters";
import { countDeclinesOfCustomer } from "@/lib/db/payment-velocity";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { raiseAlert } from "../alerts/raise-alert";
import { declineQuestion } from "./decline-question";

type Trial = "payment" | "setup";

async function countsOf(
  ctx: ServiceContext<CustomerActor | PayLinkActor>,
  trial: Trial,
): Promise<VelocityCounts> {
  const { merchantId, customerId } = ctx.actor;
  const network = networkPrefix(ctx.ipAddress);
  const windowStart = attemptWindowStart(ctx.clock.now());
  if (trial === "setup") {
    const buckets = [`setup|customer:${customerId}`, `setup|network:${network}`];
    const [setupsOfCustomer = 0, setupsFromNetwork = 0] = await inTransaction((tx) =>
      countInBuckets(tx, buckets, windowStart),
    );
    return { setupsOfCustomer, setupsFromNetwork };
  }
  const declinesOfCustomer = await countDeclinesOfCustomer(
    merchantId,
    customerId,
    declineQuestion(ctx.clock),
  );
  // Most customers are never declined: they cost one look and count nowhere.
  if (declinesOfCustomer === 0) return { declinesOfCustomer };
  const [retriesFromNetwork = 0] = await inTransaction((tx) =>
    countInBuckets(tx, [`retry|network:${network}`], windowStart),
  );
  return { declinesOfCustomer, retriesFromNetwork };
}

/**
 * Asked before a payment or the saving of a card is started: refuses whoever tries one card after another, with when to come
 * back, and puts it before staff. Nobody is locked out for good, and what one account does is not held against its neighbors.
 * @see https://docs.stripe.com/disputes/prevention/card-testing
 */
export async function refuseCardTesting(
  ctx: ServiceContext<CustomerActor | PayLinkActor>,
  trial: Trial,
): Promise<Result<void, FailureOf<"rate_limited">>> {
  const broken = velocityLimitBroken(await countsOf(ctx, trial));
  if (broken === null) return ok(undefined);
  await raiseAlert({
    kind: "card_testing",
    merchantId: ctx.actor.merchantId,
    subject: broken.endsWith("Network") ? networkPrefix(ctx.ipAddress) : `customer ${ctx.actor.customerId}`,
    details: { limit: broken, customerId: ctx.actor.customerId },
    traceId: ctx.traceId,
  });
  return err({
    kind: "rate_limited",
    code: "too_many_attempts",
    retryAfterSeconds: secondsToNextWindow(ctx.clock.now()),
  });
}
