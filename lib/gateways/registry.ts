import { env } from "@/lib/platform/env";
import type { Env } from "@/lib/platform/env-schema";
import { processRole } from "@/lib/platform/process-role";
import type { Gateway } from "./gateway";
import { guardCalls } from "./guard-calls";
import { guardIds } from "./guard-ids";
import { guardMode } from "./guard-mode";
import { rateLimit } from "./rate-limit";
import { stripeGateway } from "./stripe/stripe-gateway";

const TIMEOUT_MS = 10_000;
/** A customer waits: whoever would wait longer for their turn than this is told so. */
const TURN_WAIT_MAX_MS = 5_000;

/** Below what Stripe allows a sandbox (25) and a live account (100); a sandbox of our own is only kept from running hot. */
const REQUESTS_PER_SECOND = { ownSandbox: 1_000, test: 20, live: 100 } as const;

/** The key of this process: the worker may have one of its own, which may do less. */
function stripeKey(): string {
  const { STRIPE_SECRET_KEY, STRIPE_WORKER_KEY } = env();
  return processRole() === "worker" ? (STRIPE_WORKER_KEY ?? STRIPE_SECRET_KEY) : STRIPE_SECRET_KEY;
}

function requestsPerSecond(): number {
  const { GATEWAY_REQUESTS_PER_SECOND, STRIPE_API_BASE } = env();
  if (GATEWAY_REQUESTS_PER_SECOND !== undefined) return GATEWAY_REQUESTS_PER_SECOND;
  if (STRIPE_API_BASE !== undefined) return REQUESTS_PER_SECOND.ownSandbox;
  return /^[sr]k_live_/.test(stripeKey()) ? REQUESTS_PER_SECOND.live : REQUESTS_PER_SECOND.test;
}

const MAKERS: Readonly<Record<string, () => Gateway>> = {
  stripe: () =>
    stripeGateway({
      secretKey: stripeKey(),
      webhookSecrets: [env().STRIPE_WEBHOOK_SECRET, env().STRIPE_WEBHOOK_SECRET_PREVIOUS].filter(
        (secret) => secret !== undefined,
      ),
      apiBase: env().STRIPE_API_BASE,
      timeoutMs: TIMEOUT_MS,
      rateLimit: rateLimit({ requestsPerSecond: requestsPerSecond(), waitMaxMs: TURN_WAIT_MAX_MS }),
    }),
};

/** One for each process: pages and routes are bundled apart, and a breaker that opens must be open for all of them. */
const shared = globalThis as { remitGateways?: Map<string, Gateway>; remitGatewaysOf?: Env };

/** Makes the adapters anew at their next use, with the configuration of then and their breakers closed. */
export function forgetGateways(): void {
  delete shared.remitGateways;
}

/** The adapter for a code, or null when there is none: the only place that names adapters. */
export function findGateway(code: string): Gateway | null {
  const configuration = env();
  // Keys were rotated: calls that are under way end with the old ones, and the next begin with the new.
  if (shared.remitGatewaysOf !== undefined && shared.remitGatewaysOf !== configuration) forgetGateways();
  shared.remitGatewaysOf = configuration;
  const made = (shared.remitGateways ??= new Map<string, Gateway>());
  const known = made.get(code);
  if (known !== undefined) return known;
  const make = Object.hasOwn(MAKERS, code) ? MAKERS[code] : undefined;
  if (make === undefined) return null;
  const gateway = guardCalls(guardMode(guardIds(make())));
  made.set(code, gateway);
  return gateway;
}

/** @throws Error when a stored payment names a gateway that this build does not have. */
export function gatewayFor(code: string): Gateway {
  const gateway = findGateway(code);
  if (gateway === null) throw new Error(`No adapter for the gateway ${code}.`);
  return gateway;
}
