import { env } from "@/lib/platform/env";

/** What a test card does, by the token that stands for its number. */
export type TestCard =
  | "pm_card_visa"
  | "pm_card_mastercard"
  | "pm_card_chargeDeclinedInsufficientFunds"
  | "pm_card_authenticationRequired";

/** Confirms a payment the way a browser does: with the publishable key and the payment's own secret. */
export async function confirmCard(clientSecret: string, card: TestCard): Promise<void> {
  const base = env().STRIPE_API_BASE ?? "https://api.stripe.com";
  const id = clientSecret.split("_secret_")[0] ?? "";
  const answer = await fetch(`${base}/v1/payment_intents/${id}/confirm`, {
    method: "POST",
    headers: { authorization: `Bearer ${env().STRIPE_PUBLISHABLE_KEY}` },
    body: new URLSearchParams({
      client_secret: clientSecret,
      payment_method: card,
      return_url: env().APP_URL,
    }),
  });
  // 402 is a decline, which is what some of these cards are for.
  if (!answer.ok && answer.status !== 402)
    throw new Error(`The card could not be confirmed: ${answer.status} ${await answer.text()}`);
}
