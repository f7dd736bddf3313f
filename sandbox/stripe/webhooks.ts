import type { Clock } from "./clock.ts";
import type { SandboxConfig } from "./config.ts";
import { newId, newSecret } from "./ids.ts";
import type { StoredEvent, WebhookEndpoint } from "./objects.ts";
import type { Chance } from "./random.ts";
import type { Store } from "./store.ts";
import type { Delivery } from "./webhooks/delivery.ts";
import { accepts, endpointsOf, registerConfigured, registerEndpoint } from "./webhooks/endpoints.ts";
import { createDeliveryQueue, type DeliveryQueue, type PostOffice } from "./webhooks/queue.ts";
import { createDeliveryRules, type DeliveryRule, type DeliveryRules } from "./webhooks/rules.ts";

export type Webhooks = {
  readonly enqueue: (event: StoredEvent) => void;
  readonly resend: (event: StoredEvent, endpointId?: string) => readonly Delivery[];
  readonly register: (endpoint: WebhookEndpoint, secret?: string) => string;
  /** Registers the endpoint of SANDBOX_WEBHOOK_URL, if there is one, or brings it up to date. */
  readonly registerConfigured: () => void;
  /** Takes up what an earlier run left undelivered. */
  readonly resume: () => void;
  readonly deliveries: () => readonly Delivery[];
  readonly deliveriesOf: (eventId: string) => readonly Delivery[];
  /** The event and its deliveries are no part of the account any more. */
  readonly forget: (eventId: string) => void;
  readonly hold: () => void;
  readonly isHeld: () => boolean;
  /** `reverse` sends the newest first, since Stripe promises no order. */
  readonly release: (order: "in_order" | "reverse") => number;
  readonly rules: DeliveryRules;
  readonly settle: (timeoutMs: number) => Promise<boolean>;
  /** Resolves when nothing is being sent or about to be; what waits for its next attempt is left waiting. */
  readonly quiet: (timeoutMs: number) => Promise<boolean>;
  /** Sends nothing any more; what is undelivered stays so. */
  readonly stop: () => void;
  /** Forgets rules and holds too. */
  readonly clear: () => void;
};

type Parts = {
  readonly config: SandboxConfig;
  readonly store: () => Store;
  readonly clock: Clock;
  readonly chance: Chance;
};

type State = Parts & {
  readonly queue: DeliveryQueue;
  readonly rules: DeliveryRules;
  readonly byEvent: Map<string, Delivery[]>;
  /** What waits to leave in another order. */
  gathered: Delivery[];
  isHeld: boolean;
};

const allDeliveries = (state: State): readonly Delivery[] => [
  ...(state.store().deliveries.oldestFirst() ?? []),
];

function index(state: State, delivery: Delivery): void {
  const siblings = state.byEvent.get(delivery.eventId);
  if (siblings === undefined) state.byEvent.set(delivery.eventId, [delivery]);
  else siblings.push(delivery);
}

function addDelivery(state: State, event: StoredEvent, endpoint: WebhookEndpoint): Delivery {
  const delivery: Delivery = {
    id: newId("whd_"),
    eventId: event.id,
    type: event.type,
    endpointId: endpoint.id,
    url: endpoint.url,
    attempts: [],
    state: "held",
    nextAttemptAt: null,
  };
  index(state, delivery);
  return state.store().deliveries.insert(delivery);
}

function leave(state: State, delivery: Delivery): void {
  if (state.isHeld) return;
  const { webhookJitterMs } = state.config;
  state.queue.push(delivery, webhookJitterMs === 0 ? 0 : Math.floor(webhookJitterMs * state.chance()));
}

function enqueue(state: State, event: StoredEvent): void {
  const interested = endpointsOf(state.store()).filter(
    (endpoint) =>
      accepts(endpoint, event.type) &&
      // https://docs.stripe.com/connect/webhooks: one kind of endpoint for each kind of account.
      state.store().connectEndpoints.has(endpoint.id) === (event.account !== undefined),
  );
  event.pending_webhooks = interested.length;
  for (const endpoint of interested) {
    const rule = state.rules.take(event, endpoint);
    const delivery = addDelivery(state, event, endpoint);
    if (rule === null) leave(state, delivery);
    else follow(state, rule, delivery, () => addDelivery(state, event, endpoint));
  }
}

function follow(state: State, rule: DeliveryRule, delivery: Delivery, copy: () => Delivery): void {
  if (rule.action === "drop") delivery.state = "dropped";
  else if (rule.action === "lose") state.queue.lose(delivery);
  else if (rule.action === "delay") state.queue.wait(delivery, state.clock.nowMs() + rule.delayMs);
  else if (rule.action === "duplicate") {
    leave(state, delivery);
    leave(state, copy());
  } else {
    state.gathered.push(delivery);
    if (rule.remaining <= 0) releaseGathered(state);
  }
}

/** In any order but the one they came in. */
function releaseGathered(state: State): void {
  const gathered = state.gathered.splice(0);
  const order = gathered.map((delivery) => ({ delivery, place: state.chance() }));
  const shuffled = order.toSorted((a, b) => a.place - b.place).map(({ delivery }) => delivery);
  const isUnchanged = shuffled.every((delivery, position) => delivery === gathered[position]);
  for (const delivery of isUnchanged ? gathered.toReversed() : shuffled) leave(state, delivery);
}

function resend(state: State, event: StoredEvent, endpointId: string | undefined): readonly Delivery[] {
  const chosen = endpointsOf(state.store()).filter(
    (endpoint) => endpointId === undefined || endpoint.id === endpointId,
  );
  return chosen.map((endpoint) => {
    const delivery = addDelivery(state, event, endpoint);
    state.queue.push(delivery, 0);
    return delivery;
  });
}

function release(state: State, order: "in_order" | "reverse"): number {
  state.isHeld = false;
  state.gathered = [];
  const held = allDeliveries(state).filter((delivery) => delivery.state === "held");
  for (const delivery of order === "reverse" ? held.toReversed() : held) state.queue.push(delivery, 0);
  return held.length;
}

const UNDELIVERED: readonly Delivery["state"][] = ["queued", "held", "sending", "waiting"];

function resume(state: State): void {
  for (const known of allDeliveries(state)) {
    index(state, known);
    const delivery = UNDELIVERED.includes(known.state) ? state.store().deliveries.find(known.id) : undefined;
    if (delivery === undefined) continue;
    if (state.isHeld) delivery.state = "held";
    else state.queue.resume(delivery);
  }
}

/**
 * Between the queue and the account's events, secrets and deliveries. A letter is written when it leaves: to where the
 * endpoint is by then, and not at all when it was deleted or disabled. https://docs.stripe.com/webhooks#disable
 */
function postOffice(store: () => Store, deliveriesOf: Webhooks["deliveriesOf"]): PostOffice {
  return {
    letterOf({ eventId, endpointId }) {
      const event = store().events.peek(eventId);
      const endpoint = store().webhookEndpoints.peek(endpointId);
      const secret = store().webhookSecrets.peek(endpointId);
      if (event === undefined || endpoint?.status !== "enabled" || secret === undefined) return undefined;
      const body = { ...event, api_version: endpoint.api_version ?? event.api_version };
      return { url: endpoint.url, body: JSON.stringify(body, null, 2), secret };
    },
    changes: ({ id }) => void store().deliveries.find(id),
    accepted({ eventId }) {
      const event = store().events.find(eventId);
      if (event === undefined) return;
      const all = deliveriesOf(eventId);
      const reached = new Set(all.filter((one) => one.state === "delivered").map((one) => one.endpointId));
      event.pending_webhooks = new Set(all.map((one) => one.endpointId)).size - reached.size;
    },
  };
}

function clear(state: State): void {
  state.queue.clear();
  state.rules.clear();
  state.byEvent.clear();
  state.gathered = [];
  state.isHeld = false;
}

/** Delivers events to every endpoint that wants them. https://docs.stripe.com/webhooks */
export function createWebhooks(parts: Parts): Webhooks {
  const { config, store, clock, chance } = parts;
  const byEvent = new Map<string, Delivery[]>();
  const deliveriesOf = (eventId: string): readonly Delivery[] => byEvent.get(eventId) ?? [];
  const queue = createDeliveryQueue(config, postOffice(store, deliveriesOf), clock);
  const rules = createDeliveryRules(chance);
  const state: State = { ...parts, queue, rules, byEvent, gathered: [], isHeld: config.holdsWebhooks };
  return {
    enqueue: (event) => enqueue(state, event),
    resend: (event, endpointId) => resend(state, event, endpointId),
    register: (endpoint, secret = newSecret("whsec_")) => registerEndpoint(store(), endpoint, secret),
    registerConfigured: () => registerConfigured(config, store(), clock),
    resume: () => resume(state),
    deliveries: () => allDeliveries(state),
    deliveriesOf,
    forget: (eventId) => void byEvent.delete(eventId),
    hold: () => void (state.isHeld = true),
    isHeld: () => state.isHeld,
    release: (order) => release(state, order),
    rules,
    async settle(timeoutMs) {
      releaseGathered(state);
      return queue.settle(timeoutMs);
    },
    quiet: queue.quiet,
    stop: queue.clear,
    clear: () => clear(state),
  };
}
