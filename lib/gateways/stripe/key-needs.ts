import type { ProcessRole } from "@/lib/platform/process-role";

export type Access = "read" | "write";

/** What a key has to be allowed, by resource as Stripe's dashboard and error messages name them. Write includes read. */
export type KeyNeeds = Readonly<Record<string, Access>>;

/**
 * What each process asks Stripe for, and no more. The worker makes no customers and saves no cards without a payment; neither
 * refunds, pays out, or changes the account. Reports ask nothing at all: the layers' table keeps them from every gateway.
 */
export const KEY_NEEDS = {
  web: {
    balance: "read",
    charge: "read",
    customer: "write",
    payment_intent: "write",
    payment_method: "write",
    setup_intent: "write",
  },
  worker: {
    balance: "read",
    charge: "read",
    customer: "read",
    dispute: "read",
    event: "read",
    payment_intent: "write",
    payment_method: "read",
  },
} as const satisfies Record<ProcessRole, KeyNeeds>;

/**
 * One key for both, where the worker has none of its own: of each resource what either needs.
 */
export const NEEDS_OF_BOTH: KeyNeeds = { ...KEY_NEEDS.worker, ...KEY_NEEDS.web };
