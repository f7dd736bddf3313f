import type { SandboxConfig } from "./config.ts";
import { createFaults, type Faults } from "./protocol/faults.ts";
import { createIdempotencyKeys, type IdempotencyKeys } from "./protocol/idempotency.ts";
import { createRequestLog, type RequestLog } from "./protocol/request-log.ts";
import { createStore, type Store } from "./store.ts";
import { createWebhooks, type Webhooks } from "./webhooks.ts";

/** What a route knows of the request it answers. */
export type RequestContext = {
  readonly id: string;
  readonly idempotencyKey: string | null;
  readonly keyKind: "secret" | "publishable";
};

/** One local Stripe account: its state and the machinery around it. */
export type Sandbox = {
  readonly config: SandboxConfig;
  /** The sandbox's own origin, known once it listens. */
  origin: string;
  store: Store;
  idempotencyKeys: IdempotencyKeys;
  readonly faults: Faults;
  readonly requestLog: RequestLog;
  readonly webhooks: Webhooks;
  /** Handlers run synchronously, so the request that causes an event is the one being handled. */
  currentRequest: RequestContext | null;
  /** Work that Stripe does some time after a request; `settle` runs it at once. */
  readonly later: Later;
};

type Later = {
  readonly after: (delayMs: number, work: () => void) => void;
  readonly runAll: () => number;
  readonly clear: () => void;
};

function createLater(): Later {
  const waiting = new Map<NodeJS.Timeout, () => void>();
  return {
    after(delayMs, work) {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        work();
      }, delayMs);
      timer.unref();
      waiting.set(timer, work);
    },
    runAll() {
      let count = 0;
      // Work may schedule more work; a map iterates over what is added meanwhile.
      for (const [timer, work] of waiting) {
        clearTimeout(timer);
        waiting.delete(timer);
        work();
        count += 1;
      }
      return count;
    },
    clear() {
      for (const timer of waiting.keys()) clearTimeout(timer);
      waiting.clear();
    },
  };
}

export const nowS = (): number => Math.floor(Date.now() / 1_000);

/** An empty account with the first webhook endpoint of the configuration. */
export function createSandbox(config: SandboxConfig): Sandbox {
  const sandbox: Sandbox = {
    config,
    origin: "",
    store: createStore(),
    idempotencyKeys: createIdempotencyKeys(),
    faults: createFaults(),
    requestLog: createRequestLog(),
    webhooks: createWebhooks(config, () => sandbox.store),
    currentRequest: null,
    later: createLater(),
  };
  sandbox.webhooks.registerConfigured();
  return sandbox;
}

/** Forgets every object, key, fault, delivery and log line; the configured webhook endpoint stays. */
export function resetSandbox(sandbox: Sandbox): void {
  sandbox.later.clear();
  sandbox.webhooks.clear();
  sandbox.store = createStore();
  sandbox.idempotencyKeys = createIdempotencyKeys();
  sandbox.faults.clear();
  sandbox.requestLog.clear();
  sandbox.webhooks.registerConfigured();
}
