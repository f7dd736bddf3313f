/**
 * What can go wrong with a request.
 * - `latency`: the answer comes `delayMs` late; the effect happens after the wait.
 * - `timeout_before`: never executed, never answered. `timeout_after`: executed, never answered.
 * - `reset_before`, `reset_after`: the connection is cut instead.
 * - `error_500`: executed never; the 500 sticks to the idempotency key, as Stripe documents.
 * - `error_429`: refused before the idempotency layer.
 */
export type FaultKind =
  "latency" | "timeout_before" | "timeout_after" | "reset_before" | "reset_after" | "error_500" | "error_429";

export const FAULT_KINDS = [
  "latency",
  "timeout_before",
  "timeout_after",
  "reset_before",
  "reset_after",
  "error_500",
  "error_429",
] as const satisfies readonly FaultKind[];

export type Fault = {
  readonly kind: FaultKind;
  readonly method: string;
  /** A path such as /v1/payment_intents, with `*` for any run of characters. */
  readonly path: string;
  readonly delayMs: number;
  remaining: number;
};

export type Faults = {
  readonly add: (fault: Fault) => void;
  readonly take: (method: string, path: string) => Fault | null;
  readonly list: () => readonly Fault[];
  readonly clear: () => void;
};

const matches = (pattern: string, path: string): boolean => {
  if (!pattern.includes("*")) return pattern === path;
  const escaped = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(path);
};

/** The faults that tests asked for; each is used up by `remaining` matching requests. */
export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => void faults.push(fault),
    take(method, path) {
      if (faults.length === 0) return null;
      const fault = faults.find(
        (entry) => (entry.method === "*" || entry.method === method) && matches(entry.path, path),
      );
      if (fault === undefined) return null;
      fault.remaining -= 1;
      if (fault.remaining <= 0) faults = faults.filter((entry) => entry !== fault);
      return fault;
    },
    list: () => faults,
    clear: () => void (faults = []),
  };
}
