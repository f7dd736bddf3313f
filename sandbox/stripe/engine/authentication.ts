import { newId } from "../ids.ts";
import type { PaymentIntent } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Authentication, CardState } from "../store.ts";

export type AuthenticationNeed =
  | "none"
  | "challenge"
  | "decline_off_session"
  | "lookup_fails"
  /** Authenticated, or tried, without the customer. */
  | "frictionless"
  | "attempt"
  | "attempt_fails";

type Situation = {
  readonly isOffSession: boolean;
  /** `payment_method_options[card][request_three_d_secure]` of any or challenge. */
  readonly isRequested: boolean;
  /** Setting up for later use, where cards that can authenticate do. */
  readonly isSetup: boolean;
};

/** What a test card demands before it is charged. https://docs.stripe.com/testing#regulatory-cards */
export function authenticationNeed(state: CardState, situation: Situation): AuthenticationNeed {
  const { authentication } = state.card;
  if (authentication === "not_supported") return "none";
  if (authentication === "lookup_fails" || authentication === "frictionless") return authentication;
  if (authentication === "unenrolled") return situation.isRequested ? "attempt" : "none";
  if (authentication === "optional" || authentication === "optional_errors") {
    if (!situation.isRequested || situation.isOffSession) return "none";
    return authentication === "optional" ? "challenge" : "attempt_fails";
  }
  if (!situation.isOffSession)
    return state.isSetUp && authentication === "required_unless_set_up" && !situation.isSetup
      ? "none"
      : "challenge";
  if (authentication === "already_set_up") return "none";
  return authentication === "required_unless_set_up" && state.isSetUp ? "none" : "decline_off_session";
}

/** What 3-D Secure amounted to. https://docs.stripe.com/api/charges/object#charge_object-payment_method_details-card-three_d_secure */
export type ThreeDSecureResult =
  "authenticated" | "authenticated_frictionless" | "attempt_acknowledged" | "processing_error" | null;

/** What is known without asking the customer. */
export function unaskedResult(need: AuthenticationNeed): ThreeDSecureResult {
  if (need === "frictionless") return "authenticated_frictionless";
  if (need === "attempt") return "attempt_acknowledged";
  return need === "attempt_fails" || need === "lookup_fails" ? "processing_error" : null;
}

type Challenge = {
  readonly intentId: string;
  readonly paymentMethodId: string;
  readonly returnUrl: string | null;
  readonly useStripeSdk: boolean;
  readonly amountText: string;
};

/** Opens a challenge and says where the customer goes: into Stripe.js's modal, or to a page that returns to the merchant. */
export function openChallenge(
  sandbox: Sandbox,
  challenge: Challenge,
): NonNullable<PaymentIntent["next_action"]> {
  const { intentId, paymentMethodId, returnUrl, amountText } = challenge;
  const id = newId("payatt_");
  const isRedirect = returnUrl !== null && !challenge.useStripeSdk;
  const entry: Authentication = {
    id,
    intentId,
    paymentMethodId,
    amountText,
    returnUrl: isRedirect ? returnUrl : null,
    status: "pending",
  };
  sandbox.store.authentications.set(id, entry);
  sandbox.store.openChallenges.set(intentId, id);
  const url = `${sandbox.origin}/3d-secure/${id}`;
  if (isRedirect) return { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url } };
  return {
    type: "use_stripe_sdk",
    use_stripe_sdk: {
      source: id,
      stripe_js: url,
      three_d_secure_2_source: id,
      type: "three_d_secure_redirect",
    },
  };
}
