import type {
  ConfirmPaymentData,
  PaymentIntentResult,
  Stripe,
  StripeElements,
  StripeError,
} from "@stripe/stripe-js";
import type { Confirmation } from "./settle-confirmation";

interface ConfirmInput {
  readonly stripe: Stripe;
  /** The card fields, or null when a saved card pays. */
  readonly elements: StripeElements | null;
  readonly savedMethodId: string | null;
  readonly clientSecret: string;
  /** Where a bank that takes over the whole window sends the customer back to. */
  readonly returnUrl: string;
}

/** Errors after which nobody has said whether the payment went through. */
const LOST_TYPES: readonly string[] = [
  "api_connection_error",
  "api_error",
  "rate_limit_error",
  "idempotency_error",
];

function refusal(error: StripeError): Confirmation {
  if (error.type === "validation_error") return { kind: "incomplete" };
  if (LOST_TYPES.includes(error.type)) return { kind: "lost" };
  // The payment has moved on in another tab; what it came to is the server's to read.
  if (error.code === "payment_intent_unexpected_state") return { kind: "lost" };
  return { kind: "refused", code: error.code ?? "", declineCode: error.decline_code ?? null };
}

function ask(input: ConfirmInput): Promise<PaymentIntentResult> {
  const { stripe, elements, clientSecret, savedMethodId } = input;
  const confirmParams: ConfirmPaymentData = { return_url: input.returnUrl };
  if (savedMethodId) {
    const withCard = { ...confirmParams, payment_method: savedMethodId };
    return stripe.confirmPayment({ clientSecret, confirmParams: withCard, redirect: "if_required" });
  }
  return elements
    ? stripe.confirmPayment({ elements, clientSecret, confirmParams, redirect: "if_required" })
    : Promise.reject(new Error("There are no card fields."));
}

/** Confirms a payment in the browser, with the bank's question in place where it has one. Never throws. */
export async function confirmPayment(input: ConfirmInput): Promise<Confirmation> {
  try {
    const { error } = await ask(input);
    return error ? refusal(error) : { kind: "confirmed" };
  } catch {
    return { kind: "lost" };
  }
}
