import type { Clock } from "./clock.ts";
import { API_VERSION, type SandboxConfig } from "./config.ts";
import { newId, newSecret } from "./ids.ts";
import type { StoredEvent, WebhookEndpoint } from "./objects.ts";
import type { Store } from "./store.ts";
import type { Delivery } from "./webhooks/delivery.ts";
import { createDeliveryQueue, type DeliveryQueue, type PostOffice } from "./webhooks/queue.ts";

/** By its description the endpoint of SANDBOX_WEBHOOK_URL is known again. */
const CONFIGURED = "From SANDBOX_WEBHOOK_URL";

/** What tests may do to the next `remaining` deliveries of a type (`*` for all) before they leave. */
export type DeliveryRule = {
  readonly action: "drop" | "duplicate";
  readonly type: string;
  remaining: number;
};

export type Webhooks = {
  readonly enqueue: (event: StoredEvent) => void;
  readonly resend: (event: StoredEvent, endpointId?: string) => readonly Delivery[];
  readonly register: (endpoint: WebhookEndpoint, secret?: string) => string;
  /** Registers the endpoint of SANDBOX_WEBHOOK_URL, if there is one, or brings it up to date. */
  readonly registerConfigured: () => void;
  /** Takes up what an earlier run left undelivered. */
  readonly resume: () => void;
  readonly deliveries: () => readonly Delivery[];
  readonly hold: () => void;
  /** `reverse` sends the newest first, since Stripe promises no order. */
  readonly release: (order: "in_order" | "reverse") => number;
  readonly addRule: (rule: DeliveryRule) => void;
  readonly settle: (timeoutMs: number) => Promise<boolean>;
  /** Resolves when nothing is being sent or about to be; what waits for its next attempt is left waiting. */
  readonly quiet: (timeoutMs: number) => Promise<boolean>;
  /** Sends nothing any more; what is undelivered stays so. */
  readonly stop: () => void;
  /** Forgets rules and holds too. */
  readonly clear: () => void;
};

type State = {
  readonly config: SandboxConfig;
  readonly clock: Clock;
  readonly store: () => Store;
  readonly queue: DeliveryQueue;
  rules: DeliveryRule[];
  isHeld: boolean;
};

const accepts = (endpoint: WebhookEndpoint, type: string): boolean =>
  endpoint.status === "enabled" && endpoint.enabled_events.some((name) => name === "*" || name === type);

const endpointsOf = (state: State): readonly WebhookEndpoint[] => [
  ...(state.store().webhookEndpoints.oldestFirst() ?? []),
];

const allDeliveries = (state: State): readonly Delivery[] => [
  ...(state.store().deliveries.oldestFirst() ?? []),
];

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
  return state.store().deliveries.insert(delivery);
}

function takeRule(state: State, type: string): DeliveryRule["action"] | null {
  const rule = state.rules.find(
    (entry) => entry.remaining > 0 && (entry.type === "*" || entry.type === type),
  );
  if (rule === undefined) return null;
  rule.remaining -= 1;
  return rule.action;
}

function enqueue(state: State, event: StoredEvent): void {
  const interested = endpointsOf(state).filter((endpoint) => accepts(endpoint, event.type));
  event.pending_webhooks = interested.length;
  for (const endpoint of interested) {
    const action = takeRule(state, event.type);
    const copies = action === "duplicate" ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const delivery = addDelivery(state, event, endpoint);
      if (action === "drop") delivery.state = "dropped";
      else if (!state.isHeld) state.queue.push(delivery);
    }
  }
}

function resend(state: State, event: StoredEvent, endpointId: string | undefined): readonly Delivery[] {
  const chosen = endpointsOf(state).filter(
    (endpoint) => endpointId === undefined || endpoint.id === endpointId,
  );
  return chosen.map((endpoint) => {
    const delivery = addDelivery(state, event, endpoint);
    state.queue.push(delivery);
    return delivery;
  });
}

function release(state: State, order: "in_order" | "reverse"): number {
  state.isHeld = false;
  const held = allDeliveries(state).filter((delivery) => delivery.state === "held");
  for (const delivery of order === "reverse" ? held.toReversed() : held) state.queue.push(delivery);
  return held.length;
}

function register(state: State, endpoint: WebhookEndpoint, secret: string): string {
  state.store().webhookSecrets.set(endpoint.id, secret);
  state.store().webhookEndpoints.insert(endpoint);
  return secret;
}

function registerConfigured(state: State): void {
  const { webhookUrl, webhookSecret } = state.config;
  if (webhookUrl === undefined) return;
  const known = endpointsOf(state).find((endpoint) => endpoint.description === CONFIGURED);
  if (known !== undefined) {
    // Another port, another secret: the process was configured anew, and the account follows.
    Object.assign(state.store().webhookEndpoints.find(known.id) ?? known, { url: webhookUrl });
    state.store().webhookSecrets.set(known.id, webhookSecret);
    return;
  }
  const endpoint: WebhookEndpoint = {
    id: newId("we_"),
    object: "webhook_endpoint",
    api_version: API_VERSION,
    application: null,
    created: Math.floor(state.clock.nowMs() / 1_000),
    description: CONFIGURED,
    enabled_events: ["*"],
    livemode: false,
    metadata: {},
    status: "enabled",
    url: webhookUrl,
  };
  register(state, endpoint, webhookSecret);
}

const UNDELIVERED: readonly Delivery["state"][] = ["queued", "held", "sending", "waiting"];

function resume(state: State): void {
  const { deliveries, webhookEndpoints } = state.store();
  for (const { id, state: last } of allDeliveries(state)) {
    const delivery = UNDELIVERED.includes(last) ? deliveries.find(id) : undefined;
    if (delivery === undefined) continue;
    delivery.url = webhookEndpoints.peek(delivery.endpointId)?.url ?? delivery.url;
    if (state.isHeld) delivery.state = "held";
    else state.queue.resume(delivery);
  }
}

/** Between the queue and the account's events, secrets and deliveries. */
function postOffice(config: SandboxConfig, store: () => Store): PostOffice {
  return {
    letterOf({ eventId, endpointId }) {
      const event = store().events.peek(eventId);
      const secret = store().webhookSecrets.peek(endpointId) ?? config.webhookSecret;
      return event === undefined ? undefined : { body: JSON.stringify(event, null, 2), secret };
    },
    changes: ({ id }) => void store().deliveries.find(id),
    accepted({ eventId }) {
      const event = store().events.find(eventId);
      if (event !== undefined) event.pending_webhooks = Math.max(0, event.pending_webhooks - 1);
    },
  };
}

function clear(state: State): void {
  state.queue.clear();
  state.rules = [];
  state.isHeld = false;
}

/** Delivers events to every endpoint that wants them. https://docs.stripe.com/webhooks */
export function createWebhooks(config: SandboxConfig, store: () => Store, clock: Clock): Webhooks {
  const queue = createDeliveryQueue(config, postOffice(config, store), clock);
  const state: State = { config, clock, store, queue, rules: [], isHeld: config.holdsWebhooks };
  return {
    enqueue: (event) => enqueue(state, event),
    resend: (event, endpointId) => resend(state, event, endpointId),
    register: (endpoint, secret = newSecret("whsec_")) => register(state, endpoint, secret),
    registerConfigured: () => registerConfigured(state),
    resume: () => resume(state),
    deliveries: () => allDeliveries(state),
    hold: () => void (state.isHeld = true),
    release: (order) => release(state, order),
    addRule: (rule) => void state.rules.push(rule),
    settle: queue.settle,
    quiet: queue.quiet,
    stop: queue.clear,
    clear: () => clear(state),
  };
}
