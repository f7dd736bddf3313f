import type { Secrets } from "./secrets";

export type StripeChoice =
  | { kind: "sandbox"; secretKey: string; publishableKey: string; webhookSecret: string }
  | { kind: "stripe"; secretKey: string; publishableKey: string; webhookSecret: string };

type Source = Readonly<Record<string, string | undefined>>;

/** The sandbox, unless STRIPE_SECRET_KEY is set; then Stripe itself, in test mode only and with all three values. */
export function stripeChoice(source: Source, sandbox: Secrets["sandbox"], appUrl: string): StripeChoice {
  const secretKey = source["STRIPE_SECRET_KEY"];
  if (!secretKey) return { kind: "sandbox", ...sandbox };
  if (!/^(sk|rk)_test_/.test(secretKey)) {
    throw new Error(
      "STRIPE_SECRET_KEY is not a test mode key (sk_test_…). The demo never runs with live keys.",
    );
  }
  const publishableKey = source["STRIPE_PUBLISHABLE_KEY"];
  const webhookSecret = source["STRIPE_WEBHOOK_SECRET"];
  if (!publishableKey || !webhookSecret) {
    throw new Error(
      `STRIPE_SECRET_KEY is set, so STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET are needed too. The last is ` +
        `printed by: stripe listen --forward-to ${appUrl}/api/webhooks/stripe. Without the three, the sandbox is used.`,
    );
  }
  return { kind: "stripe", secretKey, publishableKey, webhookSecret };
}
