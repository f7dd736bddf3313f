import Stripe from "stripe";
import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { RateLimitReached } from "../rate-limit";
import { isUnreached } from "./is-unreached";
import { UnreadableAnswer } from "./unreadable-answer";

/** The gateway says that asking again under this key is pointless: it keeps its failure, and repeats it. */
function isKept(error: Stripe.errors.StripeError): boolean {
  const headers: Readonly<Record<string, unknown>> = error.headers ?? {};
  return headers["stripe-should-retry"] === "false" || headers["idempotent-replayed"] === "true";
}

/**
 * Which of the outcomes an exception of the SDK is. Nothing happened: refused before execution (malformed, unauthorized,
 * rate limit). Declined: the bank said no. Anything that broke underway may have happened, and must be looked up.
 * @see https://docs.stripe.com/error-low-level
 */
export function classifyError(
  error: unknown,
): Exclude<GatewayOutcome<never>, { outcome: "succeeded" | "pending" }> {
  if (error instanceof Stripe.errors.StripeCardError) {
    return {
      outcome: "declined",
      decline: {
        failureCode: error.code ?? "card_declined",
        // The SDK gives an empty text where the bank gave no reason.
        declineCode: error.decline_code || null,
        message: error.message,
      },
    };
  }
  if (
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeAuthenticationError ||
    error instanceof Stripe.errors.StripePermissionError ||
    error instanceof Stripe.errors.StripeRateLimitError
  ) {
    return { outcome: "not_sent", code: error.code ?? error.type, message: error.message };
  }
  if (error instanceof Stripe.errors.StripeError) {
    if (error instanceof Stripe.errors.StripeConnectionError && error.detail instanceof RateLimitReached)
      return { outcome: "not_sent", code: "gateway_busy", message: error.detail.message };
    if (error instanceof Stripe.errors.StripeAPIError && isKept(error))
      return { outcome: "outcome_unknown", code: "failure_kept", message: error.message };
    const refused = error instanceof Stripe.errors.StripeConnectionError && isUnreached(error.detail);
    return refused
      ? { outcome: "not_sent", code: "gateway_not_reached", message: error.message }
      : { outcome: "outcome_unknown", code: error.code ?? error.type, message: error.message };
  }
  if (error instanceof UnreadableAnswer) {
    return { outcome: "outcome_unknown", code: "unreadable_answer", message: error.message };
  }
  throw error;
}
