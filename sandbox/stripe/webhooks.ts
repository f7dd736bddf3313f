import { createHmac } from "node:crypto";
import http from "node:http";
import https from "node:https";
import { API_VERSION, type SandboxConfig } from "./config.ts";
import { newId, newSecret } from "./ids.ts";
import type { StoredEvent, WebhookEndpoint } from "./objects.ts";
import type { Store } from "./store.ts";

export type DeliveryState = "queued" | "held" | "sending" | "waiting" | "delivered" | "failed" | "dropped";

export type Attempt = {
  readonly at: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly durationMs: number;
};

/** One event on its way to one endpoint. */
export type Delivery = {
  readonly id: string;
  readonly event: StoredEvent;
  readonly endpointId: string;
  readonly url: string;
  readonly secret: string;
  state: DeliveryState;
  attempts: Attempt[];
  nextAttemptAt: number | null;
};

/** What tests may do to deliveries of matching types before they leave; `count` of them, or all. */
export type DeliveryRule = {
  readonly action: "drop" | "duplicate";
  readonly type: string;
  remaining: number;
};

export type Webhooks = {
  readonly enqueue: (event: StoredEvent) => void;
  readonly resend: (event: StoredEvent, endpointId?: string) => readonly Delivery[];
  readonly register: (endpoint: WebhookEndpoint, secret?: string) => string;
  readonly registerConfigured: () => void;
  readonly deliveries: () => readonly Delivery[];
  readonly hold: () => void;
  /** `reverse` sends the newest first, since Stripe promises no order. */
  readonly release: (order: "in_order" | "reverse") => number;
  readonly addRule: (rule: DeliveryRule) => void;
  /** Makes waiting retries due and resolves once nothing is queued, sending or waiting. */
  readonly settle: (timeoutMs: number) => Promise<boolean>;
  readonly clear: () => void;
};

const CONCURRENT_SENDS = 16;

/** `t=<seconds>,v1=<HMAC-SHA256 of "t.payload">`. https://docs.stripe.com/webhooks#verify-manually */
export function signatureHeader(payload: string, secret: string, timestampS: number): string {
  const signature = createHmac("sha256", secret).update(`${timestampS}.${payload}`).digest("hex");
  return `t=${timestampS},v1=${signature}`;
}

function post(url: string, body: string, signature: string, timeoutMs: number): Promise<Attempt> {
  const startedAt = Date.now();
  const finished = (status: number | null, error: string | null): Attempt => ({
    at: startedAt,
    status,
    error,
    durationMs: Date.now() - startedAt,
  });
  return new Promise((resolve) => {
    const client = url.startsWith("https:") ? https : http;
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "content-length": Buffer.byteLength(body),
      "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      accept: "*/*; q=0.5, application/xml",
      "cache-control": "no-cache",
      "stripe-signature": signature,
    };
    const request = client.request(url, { method: "POST", headers, timeout: timeoutMs }, (response) => {
      response.resume();
      response.on("end", () => resolve(finished(response.statusCode ?? null, null)));
      response.on("error", (error) => resolve(finished(null, error.message)));
    });
    request.on("timeout", () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    request.on("error", (error) => resolve(finished(null, error.message)));
    request.end(body);
  });
}

const accepts = (endpoint: WebhookEndpoint, type: string): boolean =>
  endpoint.status === "enabled" && endpoint.enabled_events.some((name) => name === "*" || name === type);

/** Delivers events to every endpoint that wants them, with retries. https://docs.stripe.com/webhooks */
export function createWebhooks(config: SandboxConfig, store: () => Store): Webhooks {
  const secrets = new Map<string, string>();
  const queue: Delivery[] = [];
  let all: Delivery[] = [];
  let rules: DeliveryRule[] = [];
  let timers = new Set<NodeJS.Timeout>();
  let idle: (() => void)[] = [];
  let sending = 0;
  let isHeld = false;
  let generation = 0;

  const isBusy = (): boolean => queue.length > 0 || sending > 0 || timers.size > 0;
  const notifyIdle = (): void => {
    if (isBusy()) return;
    for (const resolve of idle) resolve();
    idle = [];
  };

  function retryLater(delivery: Delivery): void {
    const delayMs = config.webhookRetryDelaysMs[delivery.attempts.length - 1];
    if (delayMs === undefined) {
      delivery.state = "failed";
      return;
    }
    delivery.state = "waiting";
    delivery.nextAttemptAt = Date.now() + delayMs;
    const timer = setTimeout(() => {
      timers.delete(timer);
      push(delivery);
    }, delayMs);
    timer.unref();
    timers.add(timer);
  }

  async function send(delivery: Delivery): Promise<void> {
    const startedIn = generation;
    delivery.state = "sending";
    delivery.nextAttemptAt = null;
    const body = JSON.stringify(delivery.event, null, 2);
    const signature = signatureHeader(body, delivery.secret, Math.floor(Date.now() / 1_000));
    const attempt = await post(delivery.url, body, signature, config.webhookTimeoutMs);
    if (startedIn !== generation) return;
    delivery.attempts.push(attempt);
    if (attempt.status !== null && attempt.status >= 200 && attempt.status < 300) {
      delivery.state = "delivered";
      delivery.event.pending_webhooks = Math.max(0, delivery.event.pending_webhooks - 1);
    } else retryLater(delivery);
  }

  function drain(): void {
    while (sending < CONCURRENT_SENDS) {
      const delivery = queue.shift();
      if (delivery === undefined) break;
      sending += 1;
      const startedIn = generation;
      void send(delivery).finally(() => {
        if (startedIn !== generation) return;
        sending -= 1;
        drain();
      });
    }
    notifyIdle();
  }

  function push(delivery: Delivery): void {
    delivery.state = "queued";
    queue.push(delivery);
    // The answer to the request that caused the event leaves first, as with Stripe.
    setImmediate(drain);
  }

  function createDelivery(event: StoredEvent, endpoint: WebhookEndpoint): Delivery {
    const secret = secrets.get(endpoint.id) ?? config.webhookSecret;
    const base = { id: newId("whd_"), event, endpointId: endpoint.id, url: endpoint.url, secret };
    const delivery: Delivery = { ...base, state: "held", attempts: [], nextAttemptAt: null };
    all.push(delivery);
    return delivery;
  }

  function ruleFor(type: string): DeliveryRule["action"] | null {
    const rule = rules.find((entry) => entry.remaining > 0 && (entry.type === "*" || entry.type === type));
    if (rule === undefined) return null;
    rule.remaining -= 1;
    return rule.action;
  }

  function dispatch(event: StoredEvent, endpoint: WebhookEndpoint, isHoldable: boolean): Delivery {
    const delivery = createDelivery(event, endpoint);
    if (!isHoldable || !isHeld) push(delivery);
    return delivery;
  }

  const endpoints = (): readonly WebhookEndpoint[] => [...(store().webhookEndpoints.oldestFirst() ?? [])];

  function register(endpoint: WebhookEndpoint, secret = newSecret("whsec_")): string {
    secrets.set(endpoint.id, secret);
    store().webhookEndpoints.insert(endpoint);
    return secret;
  }

  return {
    register,
    deliveries: () => all,
    addRule: (rule) => void rules.push(rule),
    hold: () => void (isHeld = true),
    registerConfigured() {
      if (config.webhookUrl === undefined) return;
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
        url: config.webhookUrl,
      };
      register(endpoint, config.webhookSecret);
    },
    enqueue(event) {
      const interested = endpoints().filter((endpoint) => accepts(endpoint, event.type));
      event.pending_webhooks = interested.length;
      for (const endpoint of interested) {
        const action = ruleFor(event.type);
        if (action === "drop") createDelivery(event, endpoint).state = "dropped";
        else dispatch(event, endpoint, true);
        if (action === "duplicate") dispatch(event, endpoint, true);
      }
    },
    resend(event, endpointId) {
      const chosen = endpoints().filter((endpoint) => endpointId === undefined || endpoint.id === endpointId);
      return chosen.map((endpoint) => dispatch(event, endpoint, false));
    },
    release(order) {
      isHeld = false;
      const held = all.filter((delivery) => delivery.state === "held");
      for (const delivery of order === "reverse" ? held.toReversed() : held) push(delivery);
      return held.length;
    },
    async settle(timeoutMs) {
      for (const timer of timers) clearTimeout(timer);
      timers = new Set();
      for (const delivery of all) if (delivery.state === "waiting") push(delivery);
      if (!isBusy()) return true;
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), timeoutMs);
        idle.push(() => {
          clearTimeout(timer);
          resolve(true);
        });
      });
    },
    clear() {
      generation += 1;
      for (const timer of timers) clearTimeout(timer);
      timers = new Set();
      queue.length = 0;
      sending = 0;
      all = [];
      rules = [];
      isHeld = false;
      secrets.clear();
    },
  };
}
