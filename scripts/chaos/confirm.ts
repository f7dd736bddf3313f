import { z } from "zod";
import { authenticate } from "./weather";

const answered = z.object({ status: z.string().optional() });

/**
 * Confirms as Stripe.js does, with the publishable key and the client secret, and answers the bank where it asks. What comes of
 * it the customer learns from the shop: also here an answer may be lost.
 */
export async function confirm(
  sandbox: { readonly url: string; readonly publishableKey: string },
  clientSecret: string,
  card: string,
): Promise<void> {
  const [intentId = ""] = clientSecret.split("_secret_");
  try {
    const response = await fetch(`${sandbox.url}/v1/payment_intents/${intentId}/confirm`, {
      method: "POST",
      headers: { authorization: `Bearer ${sandbox.publishableKey}` },
      body: new URLSearchParams({
        client_secret: clientSecret,
        payment_method: `pm_card_${card}`,
        return_url: "http://localhost/checkout",
        use_stripe_sdk: "true",
      }),
      signal: AbortSignal.timeout(30_000),
    });
    const { status } = answered.parse(await response.json());
    if (status === "requires_action") await authenticate(sandbox.url, intentId);
  } catch {
    // Cut off, as the run wants it: the customer tries again.
  }
}
