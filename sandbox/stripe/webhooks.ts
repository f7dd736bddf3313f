import { API_VERSION, type SandboxConfig } from "./config.ts";
import { newId, newSecret } from "./ids.ts";
import type { StoredEvent, WebhookEndpoint } from "./objects.ts";
import type { Store } from "./store.ts";
import type { Delivery } from "./webhooks/delivery.ts";
import { createDeliveryQueue, type DeliveryQueue } from "./webhooks/queue.ts";

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
  /** Registers the endpoint of SANDBOX_WEBHOOK_URL, if there is one. */
  readonly registerConfigured: () => void;
  readonly deliveries: () => readonly Delivery[];
  readonly hold: () => void;
  /** `reverse` sends the newest first, since Stripe promises no order. */
  readonly release: (order: "in_order" | "reverse") => number;
  readonly addRule: (rule: DeliveryRule) => void;
  readonly settle: (timeoutMs: number) => Promise<boolean>;
  readonly clear: () => void;
};

type State = {
  readonly config: SandboxConfig;
  readonly store: () => Store;
  readonly queue: DeliveryQueue;
  readonly secrets: Map<string, string>;
  deliveries: Delivery[];
  rules: DeliveryRule[];
  isHeld: boolean;
};

const accepts = (endpoint: WebhookEndpoint, type: string): boolean =>
  endpoint.status === "enabled" && endpoint.enabled_events.some((name) => name === "*" || name === type);

const endpointsOf = (state: State): readonly WebhookEndpoint[] => [
  ...(state.store().webhookEndpoints.oldestFirst() ?? []),
];

function addDelivery(state: State, event: StoredEvent, endpoint: WebhookEndpoint): Delivery {
  const delivery: Delivery = {
    id: newId("whd_"),
    event,
    endpointId: endpoint.id,
    url: endpoint.url,
    secret: state.secrets.get(endpoint.id) ?? state.config.webhookSecret,
    attempts: [],
    state: "held",
    nextAttemptAt: null,
  };
  state.deliveries.push(delivery);
  return delivery;
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
  const held = state.deliveries.filter((delivery) => delivery.state === "held");
  for (const delivery of order === "reverse" ? held.toReversed() : held) state.queue.push(delivery);
  return held.length;
}

function register(state: State, endpoint: WebhookEndpoint, secret: string): string {
  state.secrets.set(endpoint.id, secret);
  state.store().webhookEndpoints.insert(endpoint);
  return secret;
}

function registerConfigured(state: State): void {
  const { webhookUrl, webhookSecret } = state.config;
  if (webhookUrl === undefined) return;
  const endpoint: WebhookEndpoint = {
    id: newId("we_"),
    object: "webhook_endpoint",
    api_version: API_VERSION,
    application: null,
    created: Math.floor(Date.now() / 1_000),
    description: "From SANDBOX_WEBHOOK_URL",
    enabled_events: ["*"],
    livemode: false,
    metadata: {},
    status: "enabled",
    url: webhookUrl,
  };
  register(state, endpoint, webhookSecret);
}

function clear(state: State): void {
  state.queue.clear();
  state.secrets.clear();
  state.deliveries = [];
  state.rules = [];
  state.isHeld = false;
}

/** Delivers events to every endpoint that wants them. https://docs.stripe.com/webhooks */
export function createWebhooks(config: SandboxConfig, store: () => Store): Webhooks {
  const queue = createDeliveryQueue(config);
  const state: State = { config, store, queue, secrets: new Map(), deliveries: [], rules: [], isHeld: false };
  return {
    enqueue: (event) => enqueue(state, event),
    resend: (event, endpointId) => resend(state, event, endpointId),
    register: (endpoint, secret = newSecret("whsec_")) => register(state, endpoint, secret),
    registerConfigured: () => registerConfigured(state),
    deliveries: () => state.deliveries,
    hold: () => void (state.isHeld = true),
    release: (order) => release(state, order),
    addRule: (rule) => void state.rules.push(rule),
    settle: queue.settle,
    clear: () => clear(state),
  };
}
