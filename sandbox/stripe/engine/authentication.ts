import { newId } from "../ids.ts";
import type { PaymentIntent, SetupAttempt } from "../objects.ts";
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
  | "authenticated"
  | "authenticated_frictionless"
  | "attempt_acknowledged"
  | "processing_error"
  | "failed"
  | null;

/** What is known without asking the customer. */
export function unaskedResult(need: AuthenticationNeed): ThreeDSecureResult {
  if (need === "frictionless") return "authenticated_frictionless";
  if (need === "attempt") return "attempt_acknowledged";
  return need === "attempt_fails" || need === "lookup_fails" ? "processing_error" : null;
}

/** How the network marks the payment: the bank answers for fraud when it authenticated, or only tried to. */
const INDICATORS: Readonly<Record<string, "05" | "06">> = { authenticated: "05", attempt_acknowledged: "06" };
const REASONS: Readonly<Record<string, "protocol_error" | "rejected">> = {
  processing_error: "protocol_error",
  failed: "rejected",
};

type ThreeDSecureDetails = NonNullable<
  NonNullable<SetupAttempt["payment_method_details"]["card"]>["three_d_secure"]
>;

/** The result as charges and setup attempts have it; `null` when there was no 3-D Secure. */
export function threeDSecureDetails(result: ThreeDSecureResult): ThreeDSecureDetails | null {
  if (result === null) return null;
  const shown = result === "authenticated_frictionless" ? "authenticated" : result;
  const reason = REASONS[shown] ?? null;
  const wasAsked = result === "authenticated" || result === "failed";
  return {
    authentication_flow: result === "processing_error" ? null : wasAsked ? "challenge" : "frictionless",
    electronic_commerce_indicator: INDICATORS[shown] ?? null,
    result: shown,
    result_reason: reason,
    transaction_id: reason === null ? newId("3dstx_") : null,
    version: "2.2.0",
  };
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
    account: sandbox.account,
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
