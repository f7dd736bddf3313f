import { newId } from "../ids.ts";
import type { PaymentMethod, SetupAttempt, SetupIntent } from "../objects.ts";
import type { FailureDetails } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { threeDSecureDetails, type ThreeDSecureResult } from "./authentication.ts";

type Details = SetupAttempt["payment_method_details"];

function detailsOf({ type, card }: PaymentMethod, result: ThreeDSecureResult): Details {
  if (card === undefined) return { type, [type]: {} };
  return {
    type,
    card: {
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      last4: card.last4,
      network: card.networks?.available[0] ?? card.brand,
      three_d_secure: threeDSecureDetails(result),
      wallet: null,
    },
  };
}

/** A payment method is tried; an earlier try that was still open is given up. https://docs.stripe.com/api/setup_attempts/object */
export function beginAttempt(
  sandbox: Sandbox,
  intent: SetupIntent,
  paymentMethod: PaymentMethod,
  result: ThreeDSecureResult,
): void {
  abandonAttempt(sandbox, intent);
  const attempt = sandbox.store.setupAttempts.insert({
    id: newId("setatt_"),
    object: "setup_attempt",
    application: null,
    created: nowS(),
    customer: intent.customer,
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: null,
    payment_method: paymentMethod.id,
    payment_method_details: detailsOf(paymentMethod, result),
    setup_error: null,
    setup_intent: intent.id,
    status: "processing",
    usage: intent.usage,
  });
  intent.latest_attempt = attempt.id;
}

function latest(sandbox: Sandbox, intent: SetupIntent): SetupAttempt | undefined {
  return intent.latest_attempt === null ? undefined : sandbox.store.setupAttempts.find(intent.latest_attempt);
}

/** The customer is asked for something. */
export function holdAttempt(sandbox: Sandbox, intent: SetupIntent): void {
  const attempt = latest(sandbox, intent);
  if (attempt !== undefined) attempt.status = "requires_action";
}

/** The customer never answered, or the intent was given up. */
export function abandonAttempt(sandbox: Sandbox, intent: SetupIntent): void {
  const attempt = latest(sandbox, intent);
  if (attempt?.status === "requires_action") attempt.status = "abandoned";
}

/** The try is over: with an error when it failed, and what 3-D Secure came to when the customer was asked. */
export function endAttempt(sandbox: Sandbox, intent: SetupIntent, error: FailureDetails | null): void {
  const attempt = latest(sandbox, intent);
  if (attempt === undefined) return;
  const wasAsked = attempt.status === "requires_action";
  attempt.status = error === null ? "succeeded" : "failed";
  attempt.setup_error = error;
  const { card } = attempt.payment_method_details;
  if (card !== undefined && wasAsked)
    card.three_d_secure = threeDSecureDetails(error === null ? "authenticated" : "failed");
}
