import { env } from "@/lib/platform/env";
import type { Gateway } from "./gateway";
import { guardMode } from "./guard-mode";
import { stripeGateway } from "./stripe/stripe-gateway";

const TIMEOUT_MS = 10_000;

const MAKERS: Readonly<Record<string, () => Gateway>> = {
  stripe: () =>
    stripeGateway({
      secretKey: env().STRIPE_SECRET_KEY,
      webhookSecrets: [env().STRIPE_WEBHOOK_SECRET, env().STRIPE_WEBHOOK_SECRET_PREVIOUS].filter(
        (secret) => secret !== undefined,
      ),
      apiBase: env().STRIPE_API_BASE,
      timeoutMs: TIMEOUT_MS,
    }),
};

const made = new Map<string, Gateway>();

/** The adapter for a code, or null when there is none: the only place that names adapters. */
export function findGateway(code: string): Gateway | null {
  const known = made.get(code);
  if (known !== undefined) return known;
  const make = Object.hasOwn(MAKERS, code) ? MAKERS[code] : undefined;
  if (make === undefined) return null;
  const gateway = guardMode(make());
  made.set(code, gateway);
  return gateway;
}

/** @throws Error when a stored payment names a gateway that this build does not have. */
export function gatewayFor(code: string): Gateway {
  const gateway = findGateway(code);
  if (gateway === null) throw new Error(`No adapter for the gateway ${code}.`);
  return gateway;
}
