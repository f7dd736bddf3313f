import type { Chance } from "../random.ts";
import { createWishes, type Wish, type Wishes } from "../wishes.ts";
import type { FormNode, FormTree } from "./form.ts";

/**
 * What can go wrong with a request.
 * - `latency`: the answer comes `delayMs` late; the effect happens after the wait.
 * - `timeout_before`: never executed, never answered. `timeout_after`: executed, never answered.
 * - `reset_before`, `reset_after`: the connection is cut instead.
 * - `error_500`: not executed; the 500 sticks to the idempotency key, as Stripe documents.
 * - `error_500_after`: executed, and answered 500 all the same; sticks too.
 * - `error_503`: an outage. Not executed, nothing is kept.
 * - `error_429`: one request too many. `lock_timeout`: the object is being changed by another request. Neither is
 *   executed or kept.
 */
export const FAULT_KINDS = [
  "latency",
  "timeout_before",
  "timeout_after",
  "reset_before",
  "reset_after",
  "error_500",
  "error_500_after",
  "error_503",
  "error_429",
  "lock_timeout",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export type Fault = Wish & {
  readonly kind: FaultKind;
  readonly method: string;
  /** A path such as /v1/payment_intents, with `*` for any run of characters. */
  readonly path: string;
  /** Only requests that name this id, in the path or as the value of a parameter. */
  readonly object: string | null;
  readonly delayMs: number;
  /** Up to so much longer, by chance. */
  readonly jitterMs: number;
  /** What `Stripe-Should-Retry` says; `null` leaves the header out. */
  readonly shouldRetry: boolean | null;
  /** From when until when, by the account's clock. */
  readonly fromMs: number;
  readonly untilMs: number;
};

export type Faults = Pick<Wishes<Fault>, "add" | "list" | "remove" | "clear"> & {
  /** The fault that this request meets. */
  readonly take: (request: { method: string; path: string; tree: FormTree }, nowMs: number) => Fault | null;
};

const matches = (pattern: string, path: string): boolean => {
  if (!pattern.includes("*")) return pattern === path;
  const escaped = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(path);
};

const holds = (node: FormNode, value: string): boolean =>
  typeof node === "string" ? node === value : Object.values(node).some((inner) => holds(inner, value));

const concerns = (object: string | null, path: string, tree: FormTree): boolean =>
  object === null || path.split("/").includes(object) || holds(tree, object);

/** The faults that tests asked for; each is used up by `remaining` matching requests or ends with its time. */
export function createFaults(chance: Chance): Faults {
  const wishes = createWishes<Fault>("fault", chance, (given, counted) => ({ ...given, ...counted }));
  return {
    ...wishes,
    take({ method, path, tree }, nowMs) {
      if (wishes.list().length === 0) return null;
      wishes.keepOnly(({ untilMs }) => untilMs > nowMs);
      return wishes.take(
        (one) =>
          one.fromMs <= nowMs &&
          (one.method === "*" || one.method === method) &&
          matches(one.path, path) &&
          concerns(one.object, path, tree),
      );
    },
  };
}
