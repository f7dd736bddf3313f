import type Stripe from "stripe";
import type { CustomerActor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import { placeOrder } from "@/lib/services/orders/place-order";
import { aLot } from "../builders/credit";
import { answered } from "../support/answered";
import type { Prng } from "./prng";
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
  readonly placement: Parameters<typeof placeOrder>[1];
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

let lives = 0;

/** A new buyer with one course in an order that is payable. */
export async function beginLife(world: World, random: Prng): Promise<Life> {
  lives += 1;
  // Each has a network of their own: what one shop sees from a single one in so short a time, it takes for card testing.
  const ipAddress = `10.${Math.floor(lives / 250) % 250}.${lives % 250}.7`;
  const buyer = { ...(await world.shop.customer()), ipAddress };
  const creditMinor = 5_000n;
  await aLot(world.shop, buyer.actor.customerId, creditMinor);
  const placement = {
    placementKey: newId(),
    lines: [{ productId: world.shop.courseId, quantity: 1 + random.below(2) }],
  };
  const { orderId } = answered(await placeOrder(buyer, placement));
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
    placement,
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
