import { env } from "@/lib/platform/env";

export type GatewayMode = "sandbox" | "stripe_test" | "stripe_live";

/** Where payments go, by configuration: the local sandbox, Stripe in test mode, or Stripe with real money. */
export function gatewayMode(): GatewayMode {
  const { STRIPE_SECRET_KEY, STRIPE_API_BASE } = env();
  if (STRIPE_API_BASE !== undefined) return "sandbox";
  return /^(sk|rk)_live_/.test(STRIPE_SECRET_KEY) ? "stripe_live" : "stripe_test";
}
