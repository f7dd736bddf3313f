import type { Sandbox } from "./sandbox.ts";
import { createStore } from "./create-store.ts";
import type { Store } from "./store.ts";
import type { Changes } from "./state/changes.ts";

/** The account that the keys belong to. */
export const PLATFORM_ACCOUNT_ID = "acct_3SandboxPlatform";

/** The objects of a connected account, empty when it has none yet. */
export function connectedStore(root: Store, changes: Changes, id: string): Store {
  const present = root.connected.get(id);
  if (present !== undefined) return present;
  const created = createStore(changes, { root, prefix: `${id}/` });
  root.connected.set(id, created);
  return created;
}

/**
 * Works as that account, as a request with its id in `Stripe-Account` does; `null` is the platform. Nothing that is
 * worked here waits, so what comes after finds the account it had before.
 */
export function inAccount<T>(sandbox: Sandbox, id: string | null, work: () => T): T {
  const { store, account } = sandbox;
  sandbox.account = id;
  sandbox.store = id === null ? store.root() : connectedStore(store.root(), sandbox.changes, id);
  try {
    return work();
  } finally {
    sandbox.account = account;
    sandbox.store = store;
  }
}
