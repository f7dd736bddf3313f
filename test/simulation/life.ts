import type Stripe from "stripe";
import type { CustomerActor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import type { Clock } from "@/lib/platform/clock";
import type { Result } from "@/lib/domain/result";
import { money } from "@/lib/domain/money/money";
import { placeOrder } from "@/lib/services/orders/place-order";
import { topUpWallet } from "@/lib/services/wallets/top-up-wallet";
import { aLot } from "../builders/credit";
import { answered } from "../support/answered";
import type { Prng } from "./prng";
import { isOnTerms, type Subject } from "./subject";
import type { World } from "./world";

/** What one order is told and does, from its placing until everything about it has come to rest. */
export interface Life {
  readonly world: World;
  readonly random: Prng;
  readonly buyer: ServiceContext<CustomerActor>;
  readonly orderId: string;
  readonly totalMinor: bigint;
  /** The credit that the buyer had before anything happened. */
  readonly creditMinor: bigint;
  readonly subject: Subject;
  /** Sends the order once more, as a browser that heard no answer. */
  readonly placeAgain: () => Promise<Result<{ orderId: string }>>;
  readonly clock: Clock;
  readonly passDays: (days: number) => void;
  /** The last transfer that somebody was told of, and how many there were. */
  transfer: { readonly recordKey: string; readonly amountMinor: bigint } | null;
  transferCount: number;
  /** Of the last payment that was started; the browser's. */
  open: { paymentId: string; clientSecret: string } | null;
  /** Events that the gateway has made and nobody has delivered. */
  readonly waiting: Stripe.Event[];
  /** Events that got lost on their way: only looking for them brings them back. */
  readonly lost: Stripe.Event[];
  /** Id of the newest event that was seen at the gateway. */
  lastEventId: string | null;
  /** Charges that took money, as the gateway was last seen to have them; null once it may have others. */
  charges: readonly bigint[] | null;
  /** What was done, in order, for whoever reads a failure. */
  readonly steps: string[];
}

/** How the order is placed: asked again, it is the same one. */
function placing(
  world: World,
  buyer: ServiceContext<CustomerActor>,
  { random, subject }: { readonly random: Prng; readonly subject: Subject },
): Life["placeAgain"] {
  const key = newId();
  if (subject === "top_up") return () => topUpWallet(buyer, { topUpKey: key, amount: money(2_000n, "USD") });
  const lines = [{ productId: world.shop.courseId, quantity: 1 + random.below(2) }];
  const terms = isOnTerms(subject) ? { termsId: world.termsIds[subject] } : {};
  return () => placeOrder(buyer, { placementKey: key, lines, ...terms });
}

let lives = 0;

/** A new buyer with an order that is payable, or will be. */
export async function beginLife(world: World, random: Prng, subject: Subject): Promise<Life> {
  lives += 1;
  // Each has a network of their own: what one shop sees from a single one in so short a time, it takes for card testing.
  const ipAddress = `10.${Math.floor(lives / 250) % 250}.${lives % 250}.7`;
  let days = 0;
  const clock = { now: () => new Date(Date.now() + days * 86_400_000) };
  const buyer = { ...(await world.shop.customer()), ipAddress, clock };
  const creditMinor = 5_000n;
  await aLot(world.shop, buyer.actor.customerId, creditMinor);
  const placeAgain = placing(world, buyer, { random, subject });
  const { orderId } = answered(await placeAgain());
  const [order] = await world.rows<{ total_minor: string }>(
    `SELECT total_minor::text FROM "order" WHERE merchant_id = $1 AND id = $2`,
    [world.shop.merchantId, orderId],
  );
  const [newest] = (await world.stripe.events.list({ limit: 1 })).data;
  return {
    world,
    random,
    buyer,
    orderId,
    totalMinor: BigInt(order?.total_minor ?? 0),
    creditMinor,
    subject,
    placeAgain,
    clock,
    passDays: (more) => void (days += more),
    transfer: null,
    transferCount: 0,
    open: null,
    waiting: [],
    lost: [],
    lastEventId: newest?.id ?? null,
    charges: [],
    steps: [],
  };
}

/** Takes note of what the gateway has to tell since it was asked last. */
export async function collectEvents(life: Life): Promise<void> {
  const { stripe } = life.world;
  const listed = await stripe.events.list({
    limit: 100,
    ...(life.lastEventId === null ? {} : { ending_before: life.lastEventId }),
  });
  const fresh = listed.data.toReversed();
  life.lastEventId = fresh.at(-1)?.id ?? life.lastEventId;
  life.waiting.push(...fresh);
}
