import { z } from "zod";
import type { MoneyStage } from "./money-stage";

/** What a browser learns when it confirms: the intent's status, or the error that Stripe.js shows. */
export interface Confirmation {
  readonly status: string | null;
  readonly errorCode: string | null;
  readonly declineCode: string | null;
}

const intentAnswer = z.object({
  status: z.string().optional(),
  error: z.object({ code: z.string().optional(), decline_code: z.string().optional() }).optional(),
});

async function confirm(
  stage: MoneyStage,
  kind: "payment_intents" | "setup_intents",
  clientSecret: string,
  card: string,
): Promise<Confirmation> {
  const [id = ""] = clientSecret.split("_secret_");
  const response = await fetch(`${stage.sandbox.url}/v1/${kind}/${id}/confirm`, {
    method: "POST",
    headers: { authorization: `Bearer ${stage.sandbox.publishableKey}` },
    body: new URLSearchParams({
      client_secret: clientSecret,
      payment_method: `pm_card_${card}`,
      return_url: "http://localhost:3000/checkout",
      use_stripe_sdk: "true",
    }),
  });
  const answer = intentAnswer.parse(await response.json());
  return {
    status: answer.status ?? null,
    errorCode: answer.error?.code ?? null,
    declineCode: answer.error?.decline_code ?? null,
  };
}

/** Confirms a payment as Stripe.js does: with the publishable key and the client secret. Cards by token, such as `visa`. */
export function payAsBrowser(stage: MoneyStage, clientSecret: string, card = "visa"): Promise<Confirmation> {
  return confirm(stage, "payment_intents", clientSecret, card);
}

/** Confirms the saving of a card as Stripe.js does. */
export function saveAsBrowser(stage: MoneyStage, clientSecret: string, card = "visa"): Promise<Confirmation> {
  return confirm(stage, "setup_intents", clientSecret, card);
}

/** What the buyer does in the bank's window. */
export async function authenticate(
  stage: MoneyStage,
  clientSecret: string,
  outcome: "succeeded" | "failed" | "canceled",
): Promise<void> {
  const [intent = ""] = clientSecret.split("_secret_");
  await stage.control("POST", "authenticate", { intent, outcome });
}
