import type Stripe from "stripe";
import type { PaymentScope } from "@/lib/domain/payments/due-installments";
import type { ServiceContext } from "@/lib/services/context";
import { checkPayments } from "@/lib/jobs/check-payments";
import { expireCheckouts } from "@/lib/jobs/handlers/expire-checkouts";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { refreshPayment } from "@/lib/services/payments/refresh-payment";
import { startPayment } from "@/lib/services/payments/start-payment";
import { drainInbox } from "@/lib/webhooks/drain-inbox";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import { doJob, WAITING_JOBS, type WaitingJob } from "../support/waiting-jobs";
import { collectEvents, type Life } from "./life";
import { isOnTerms } from "./subject";

const CARDS = ["visa", "visa", "visa", "chargeDeclined", "authenticationRequired"] as const;

/** Somebody who may presses Pay: the server begins, resumes or replaces the payment. */
async function startAs(
  life: Life,
  who: ServiceContext,
  scope: PaymentScope,
  creditMinor = 0n,
): Promise<void> {
  const started = await startPayment(who, {
    orderId: life.orderId,
    saveMethod: who.actor.kind === "customer" && life.random.chance(0.2),
    scope,
    credit: creditMinor === 0n ? null : { amountMinor: creditMinor, lotIds: null },
  });
  if (started.ok)
    life.open = { paymentId: started.value.paymentId, clientSecret: started.value.clientSecret };
}

/** The buyer presses Pay, with or without some of their credit; of an order on terms what is due, the next part, or all. */
async function start(life: Life, wanted?: PaymentScope, creditMinor?: bigint): Promise<void> {
  const amountMinor = creditMinor ?? life.random.pick([0n, 0n, 1_000n, life.creditMinor]);
  const scope = wanted ?? (isOnTerms(life.subject) ? life.random.pick(["due", "next", "all"]) : "due");
  await startAs(life, life.buyer, scope, amountMinor);
}

/** A process that dies takes down all that it does: no step goes on while the next one runs. */
async function bothEnd(acts: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(acts);
  await Promise.all(acts);
}

/** Two tabs press Pay at once. */
async function startTwice(life: Life): Promise<void> {
  await bothEnd([start(life), start(life)]);
}

/** The browser confirms at the gateway, past us. */
async function confirm(life: Life, card: (typeof CARDS)[number] = life.random.pick(CARDS)): Promise<void> {
  if (life.open === null) return;
  life.charges = null;
  const [intent = ""] = life.open.clientSecret.split("_secret_");
  const answer = await fetch(`${life.world.sandbox.url}/v1/payment_intents/${intent}/confirm`, {
    method: "POST",
    headers: { authorization: `Bearer ${life.world.sandbox.publishableKey}` },
    body: new URLSearchParams({
      client_secret: life.open.clientSecret,
      payment_method: `pm_card_${card}`,
      return_url: "http://localhost:3000/checkout",
      use_stripe_sdk: "true",
    }),
  });
  await answer.text();
}

/** The buyer answers the bank, or the bank refuses. Nothing happens where nobody asked. */
async function authenticate(life: Life): Promise<void> {
  if (life.open === null) return;
  life.charges = null;
  const [intent] = life.open.clientSecret.split("_secret_");
  await life.world.control("authenticate", {
    intent,
    outcome: life.random.chance(0.7) ? "succeeded" : "failed",
  });
}

/** The page that the buyer came back to asks how it stands. */
async function refresh(life: Life): Promise<void> {
  if (life.open !== null) await refreshPayment(life.buyer, { paymentId: life.open.paymentId });
}

/** The checkout was left alone for longer than its credit waits. */
async function leaveAlone(life: Life): Promise<void> {
  await life.world.owner.query(
    "UPDATE wallet_hold SET expires_at = now() - interval '1 second' WHERE order_id = $1 AND state = 'active'",
    [life.orderId],
  );
  await expireCheckouts(new Date());
}

async function cancel(life: Life): Promise<void> {
  const who = life.random.chance(0.5) ? life.buyer : life.world.shop.staff("billing_ops");
  await cancelOrder(who, { orderId: life.orderId, reason: "No longer wanted." });
}

/** The buyer's browser sends the order once more: the answer got lost. */
async function placeAgain(life: Life): Promise<void> {
  const again = await life.placeAgain();
  if (again.ok && again.value.orderId !== life.orderId) throw new Error("One placement became two orders.");
}

async function deliver(life: Life, event: Stripe.Event): Promise<void> {
  const { stripe, sandbox } = life.world;
  const body = JSON.stringify(event);
  const signature = stripe.webhooks.generateTestHeaderString({
    payload: body,
    secret: sandbox.webhookSecret,
  });
  await receiveWebhook({ gateway: "stripe", body, signature, ipAddress: "127.0.0.1" });
}

/** Some of what waits arrives, in any order, some of it twice or at once. */
async function deliverSome(life: Life): Promise<void> {
  await collectEvents(life);
  const count = 1 + life.random.below(life.waiting.length + 1);
  const arriving = life.random.shuffle(life.waiting.splice(0)).slice();
  life.waiting.push(...arriving.splice(count));
  for (const event of arriving) {
    if (life.random.chance(0.2)) await bothEnd([deliver(life, event), deliver(life, event)]);
    else await deliver(life, event);
    // A gateway repeats what it believes was not heard.
    if (life.random.chance(0.2)) life.waiting.push(event);
  }
}

/** An event gets lost and is not repeated. */
async function loseOne(life: Life): Promise<void> {
  await collectEvents(life);
  const [event, ...rest] = life.random.shuffle(life.waiting.splice(0));
  life.waiting.push(...rest);
  if (event !== undefined) life.lost.push(event);
}

/** The worker takes up what arrived; sometimes two of them at once. */
async function drain(life: Life): Promise<void> {
  if (life.random.chance(0.3)) await bothEnd([drainInbox(5), drainInbox(5)]);
  else await drainInbox(50);
}

/** The worker does what follows; now and then a job is done twice, because the first worker died before it said so. */
export async function runJobs(life: Life): Promise<void> {
  for (const job of await life.world.rows<WaitingJob>(WAITING_JOBS, [])) {
    const times = life.random.chance(0.1) ? 2 : 1;
    try {
      for (let time = 0; time < times; time += 1) await doJob(job);
    } catch {
      // The queue will try again: the row stays.
      continue;
    }
    await life.world.owner.query("UPDATE outbox_job SET relayed_at = now() WHERE id = $1", [job.id]);
  }
}

/** Time passes until the janitor's next look; whoever was asking the gateway has ended by then. */
export async function janitor(life: Life): Promise<void> {
  await life.world.owner.query("UPDATE operation SET lease_until = now() WHERE order_id = $1", [
    life.orderId,
  ]);
  await life.world.owner.query(
    "UPDATE payment SET next_check_at = now() WHERE order_id = $1 AND next_check_at IS NOT NULL",
    [life.orderId],
  );
  await life.world.owner.query(
    "UPDATE operation SET lease_until = now() WHERE order_id = $1 AND lease_until IS NOT NULL",
    [life.orderId],
  );
  await checkPayments(20);
}

export interface Step {
  readonly name: string;
  readonly weight: number;
  readonly run: (life: Life) => Promise<void>;
}

/** Everything that may happen, and how often. */
export const STEPS: readonly Step[] = [
  { name: "start", weight: 5, run: (life) => start(life) },
  { name: "start twice at once", weight: 2, run: startTwice },
  { name: "confirm", weight: 6, run: (life) => confirm(life) },
  { name: "authenticate", weight: 3, run: authenticate },
  { name: "refresh", weight: 2, run: refresh },
  { name: "cancel", weight: 1, run: cancel },
  { name: "leave alone", weight: 1, run: leaveAlone },
  { name: "place again", weight: 1, run: placeAgain },
  { name: "deliver", weight: 5, run: deliverSome },
  { name: "lose an event", weight: 1, run: loseOne },
  { name: "drain", weight: 5, run: drain },
  { name: "jobs", weight: 2, run: runJobs },
  { name: "janitor", weight: 2, run: janitor },
];

export { bothEnd, confirm, deliver, start, startAs };
