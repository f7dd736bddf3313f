import { getCurrentTest } from "vitest/suite";

export type StripeItself = {
  readonly url: string;
  readonly secretKey: string;
  readonly publishableKey: string;
};

/** Ends the test that is running as one that makes no sense at Stripe. */
export function notAtStripe(reason: string): never {
  getCurrentTest()?.context.skip(reason);
  throw new Error(`Outside of a test: ${reason}`);
}

/**
 * Where the tests go instead of a sandbox of their own when STRIPE_CONFORMANCE_KEY is set: to Stripe's test mode.
 * Throws when the key is not one of test mode, before anything is asked with it.
 */
export function stripeItself(env: Readonly<Record<string, string | undefined>>): StripeItself | null {
  const secretKey = env["STRIPE_CONFORMANCE_KEY"] ?? "";
  if (secretKey === "") return null;
  if (!/^(sk|rk)_test_/.test(secretKey))
    throw new Error(
      "STRIPE_CONFORMANCE_KEY must be a key of Stripe's test mode: it starts with sk_test_ or rk_test_.",
    );
  return {
    url: env["STRIPE_CONFORMANCE_URL"] ?? "https://api.stripe.com",
    secretKey,
    publishableKey: env["STRIPE_CONFORMANCE_PUBLISHABLE_KEY"] ?? "",
  };
}
