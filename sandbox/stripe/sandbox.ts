import type { SandboxConfig } from "./config.ts";
import { createLater, type Later } from "./later.ts";
import { createFaults, type Faults } from "./protocol/faults.ts";
import { createIdempotencyKeys, type IdempotencyKeys } from "./protocol/idempotency.ts";
import { createRequestLog, type RequestLog } from "./protocol/request-log.ts";
import type { Changes } from "./state/changes.ts";
import { createStore, type Store, type Task } from "./store.ts";
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
  readonly origin: string;
  store: Store;
  readonly changes: Changes;
  idempotencyKeys: IdempotencyKeys;
  readonly faults: Faults;
  readonly requestLog: RequestLog;
  readonly webhooks: Webhooks;
  /** Handlers run synchronously, so the request that causes an event is the one being handled. */
  currentRequest: RequestContext | null;
  readonly later: Later;
};

export const nowS = (): number => Math.floor(Date.now() / 1_000);

type Account = { readonly store: Store; readonly changes: Changes };

/**
 * The machinery around an account, with the webhook endpoint of the configuration.
 * Goes on with what an earlier run left undone; `runTask` is the engine, which itself builds on this module.
 */
export function createSandbox(
  config: SandboxConfig,
  origin: string,
  account: Account,
  runTask: (sandbox: Sandbox, task: Task) => void,
): Sandbox {
  const store = (): Store => sandbox.store;
  const sandbox: Sandbox = {
    config,
    origin,
    ...account,
    idempotencyKeys: createIdempotencyKeys(store),
    faults: createFaults(),
    requestLog: createRequestLog(),
    webhooks: createWebhooks(config, store),
    currentRequest: null,
    later: createLater(store, (task) => runTask(sandbox, task)),
  };
  sandbox.webhooks.registerConfigured();
  sandbox.webhooks.resume();
  sandbox.later.resume();
  return sandbox;
}

/** Forgets every object, key, fault, delivery and log line; the configured webhook endpoint stays. */
export function resetSandbox(sandbox: Sandbox): void {
  sandbox.later.stop();
  sandbox.webhooks.clear();
  sandbox.changes.forgetAll();
  sandbox.store = createStore(sandbox.changes);
  sandbox.idempotencyKeys = createIdempotencyKeys(() => sandbox.store);
  sandbox.faults.clear();
  sandbox.requestLog.clear();
  sandbox.webhooks.registerConfigured();
}
