import type Stripe from "stripe";

/** Where a client asks: Stripe itself, or another origin that speaks its language. */
export function originOf(
  apiBase: string | undefined,
): Pick<Stripe.StripeConfig, "host" | "port" | "protocol"> {
  if (apiBase === undefined) return {};
  const { hostname, port, protocol } = new URL(apiBase);
  return { host: hostname, port: Number(port), protocol: protocol === "http:" ? "http" : "https" };
}
