import { createClock, type Clock } from "./clock.ts";
import type { SandboxConfig } from "./config.ts";
import { startIds } from "./ids.ts";
import { createLater, type Later } from "./later.ts";
import { type ApiKeys, createApiKeys } from "./protocol/api-keys.ts";
import { createFaults, type Faults } from "./protocol/faults.ts";
import { createIdempotencyKeys, type IdempotencyKeys } from "./protocol/idempotency.ts";
import { createChance, type Chance } from "./random.ts";
import { createRequestLog, type RequestLog } from "./protocol/request-log.ts";
import type { StoredEvent } from "./objects.ts";
import type { Changes } from "./state/changes.ts";
import { createStore } from "./create-store.ts";
import type { Store, Task } from "./store.ts";
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
  readonly apiKeys: ApiKeys;
  /** What happens only sometimes. */
  readonly chance: Chance;
  readonly requestLog: RequestLog;
  readonly webhooks: Webhooks;
  /** Handlers run synchronously, so the request that causes an event is the one being handled. */
  currentRequest: RequestContext | null;
  readonly clock: Clock;
  readonly later: Later;
  /** What else moves on because something happened; the engine's part of writing an event. */
  readonly follow: (event: StoredEvent) => void;
  /** The connected account that is acted for; `null` for the platform itself. */
  account: string | null;
};

let clockOnTheWall: Pick<Clock, "nowMs"> = { nowMs: Date.now };

/** From here on `nowS` answers the time of this account. Called whenever work for it begins; work does not wait. */
export function workFor(sandbox: Sandbox): void {
  clockOnTheWall = sandbox.clock;
}

/** The time of the account that is worked for, in seconds since 1970. */
export const nowS = (): number => Math.floor(clockOnTheWall.nowMs() / 1_000);

type Account = { readonly store: Store; readonly changes: Changes };

/**
 * The machinery around an account, with the webhook endpoint of the configuration.
 * Goes on with what an earlier run left undone; `tasks` is the engine, which itself builds on this module.
 */
export function createSandbox(
  config: SandboxConfig,
  origin: string,
  account: Account,
  tasks: {
    run: (sandbox: Sandbox, task: Task) => void;
    isDeadline: (kind: Task["kind"]) => boolean;
    follow: (sandbox: Sandbox, event: StoredEvent) => void;
  },
): Sandbox {
  const store = (): Store => sandbox.store;
  const clock = createClock((setting) => store().clock.set("clock", setting));
  const chance = createChance(config.seed, "faults");
  const run = (task: Task): void => {
    workFor(sandbox);
    tasks.run(sandbox, task);
  };
  const sandbox: Sandbox = {
    config,
    origin,
    ...account,
    idempotencyKeys: createIdempotencyKeys(store, clock),
    faults: createFaults(chance),
    apiKeys: createApiKeys(config.secretKey),
    chance,
    requestLog: createRequestLog(),
    webhooks: createWebhooks({ config, store, clock, chance: createChance(config.seed, "webhooks") }),
    currentRequest: null,
    account: null,
    clock,
    later: createLater({ store, clock, run, isDeadline: tasks.isDeadline, account: () => sandbox.account }),
    follow: (event) => tasks.follow(sandbox, event),
  };
  startClock(sandbox);
  sandbox.webhooks.registerConfigured();
  sandbox.webhooks.resume();
  sandbox.later.resume();
  return sandbox;
}

/** The time at which an earlier run left the account, else that of the configuration, else the machine's. */
function startClock(sandbox: Sandbox): void {
  const { clock, store, config } = sandbox;
  const kept = store.clock.peek("clock");
  clock.restore(kept);
  if (kept === undefined && config.startAtMs !== undefined) clock.set(config.startAtMs);
  if (kept === undefined && config.seed !== undefined) clock.freeze();
  workFor(sandbox);
}

/** Forgets every object, key, fault, delivery and log line; the configured webhook endpoint stays. */
export function resetSandbox(sandbox: Sandbox): void {
  sandbox.later.stop();
  sandbox.webhooks.clear();
  sandbox.changes.forgetAll();
  startIds(sandbox.config.seed);
  sandbox.store = createStore(sandbox.changes);
  sandbox.idempotencyKeys = createIdempotencyKeys(() => sandbox.store, sandbox.clock);
  sandbox.faults.clear();
  sandbox.requestLog.clear();
  startClock(sandbox);
  sandbox.webhooks.registerConfigured();
}
