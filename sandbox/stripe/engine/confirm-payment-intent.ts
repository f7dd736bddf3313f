import { emit } from "../events.ts";
import type { PaymentIntent, PaymentMethod } from "../objects.ts";
import { ApiError, invalidRequest, type FailureDetails } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Authentication, CardState } from "../store.ts";
import type { Decline } from "../cards/test-card.ts";
import {
  authenticationNeed,
  openChallenge,
  unaskedResult,
  type AuthenticationNeed,
  type ThreeDSecureResult,
} from "./authentication.ts";
import { createCharge } from "./charges.ts";
import { confirmOtherMethod, payWithOtherMethod } from "./confirm-other-method.ts";
import type { Confirmation } from "./confirmation.ts";
import { amountText } from "./money.ts";
import { checkMethodType } from "./offered-types.ts";
import { completePayment, failPayment } from "./payment-outcome.ts";
import { requireState, unexpectedState } from "./payment-intents.ts";
import { cardStateOf, checkUsable, declineDetails, declineOf, recordChecks } from "./payment-methods.ts";

const CONFIRMABLE = ["requires_payment_method", "requires_confirmation", "requires_action"] as const;

/** https://docs.stripe.com/declines/codes#authentication_required */
const AUTHENTICATION_REQUIRED: Decline = {
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
};

function requireReturnUrl(intent: PaymentIntent, confirmation: Confirmation): void {
  const allows = intent.automatic_payment_methods?.allow_redirects === "always";
  if (!allows || confirmation.returnUrl !== null || confirmation.useStripeSdk || confirmation.isOffSession)
    return;
  throw invalidRequest(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment " +
      "methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept " +
      "redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and " +
      "`automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    { param: "return_url" },
  );
}

function chosenMethod(sandbox: Sandbox, intent: PaymentIntent, confirmation: Confirmation): PaymentMethod {
  const stored =
    intent.payment_method === null ? undefined : sandbox.store.paymentMethods.find(intent.payment_method);
  const chosen = confirmation.paymentMethod ?? stored;
  if (chosen !== undefined) return chosen;
  throw unexpectedState(
    intent,
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent " +
      "with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
  );
}

/** Confirms as far as it goes without the customer. Throws 402 when the card is refused. */
export function confirmPaymentIntent(
  sandbox: Sandbox,
  intent: PaymentIntent,
  confirmation: Confirmation,
): void {
  requireState(intent, CONFIRMABLE, "confirm");
  const paymentMethod = chosenMethod(sandbox, intent, confirmation);
  checkMethodType(intent, paymentMethod, "PaymentIntent");
  requireReturnUrl(intent, confirmation);
  checkUsable(sandbox, paymentMethod, intent.customer, "PaymentIntent");
  cancelChallenge(sandbox, intent.id);
  intent.payment_method = paymentMethod.id;
  intent.next_action = null;
  intent.last_payment_error = null;
  if (paymentMethod.type !== "card") return confirmOtherMethod(sandbox, intent, paymentMethod, confirmation);
  const state = cardStateOf(sandbox, paymentMethod);
  const isAuthenticated = takeAuthentication(sandbox, intent, paymentMethod);
  const need = isAuthenticated ? "none" : needOf(state, intent, confirmation);
  if (need === "challenge" && confirmation.failOnAction) return refuseAction(intent);
  if (need === "challenge") return requireChallenge(sandbox, intent, paymentMethod, confirmation);
  const decline = need === "decline_off_session" ? AUTHENTICATION_REQUIRED : declineOf(state);
  const failure = charge(sandbox, intent, {
    paymentMethod,
    state,
    decline,
    threeDSecure: isAuthenticated ? "authenticated" : unaskedResult(need),
  });
  if (failure === null) return;
  throw new ApiError(402, { ...failure, payment_intent: intent, payment_method: paymentMethod });
}

function needOf(state: CardState, intent: PaymentIntent, confirmation: Confirmation): AuthenticationNeed {
  const requested = intent.payment_method_options?.card?.request_three_d_secure ?? "automatic";
  const isRequested = requested === "any" || requested === "challenge";
  return authenticationNeed(state, { isOffSession: confirmation.isOffSession, isRequested, isSetup: false });
}

/** With manual confirmation, the confirmation after the challenge is the one that charges. */
function takeAuthentication(sandbox: Sandbox, intent: PaymentIntent, paymentMethod: PaymentMethod): boolean {
  const authenticated = sandbox.store.authenticated.peek(intent.id);
  sandbox.store.authenticated.delete(intent.id);
  return authenticated === paymentMethod.id;
}

/** https://docs.stripe.com/api/payment_intents/confirm#confirm_payment_intent-error_on_requires_action */
function refuseAction(intent: PaymentIntent): never {
  intent.status = "requires_payment_method";
  throw new ApiError(402, { ...declineDetails(AUTHENTICATION_REQUIRED), payment_intent: intent });
}

function requireChallenge(
  sandbox: Sandbox,
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  confirmation: Confirmation,
): void {
  intent.status = "requires_action";
  intent.next_action = openChallenge(sandbox, {
    intentId: intent.id,
    paymentMethodId: paymentMethod.id,
    returnUrl: confirmation.returnUrl,
    useStripeSdk: confirmation.useStripeSdk,
    amountText: amountText(intent.amount, intent.currency),
  });
  emit(sandbox, "payment_intent.requires_action", intent);
}

/** An older challenge must not complete a payment that has moved on. */
export function cancelChallenge(sandbox: Sandbox, intentId: string): void {
  const id = sandbox.store.openChallenges.peek(intentId);
  const open = id === undefined ? undefined : sandbox.store.authentications.get(id);
  if (open !== undefined) open.status = "canceled";
  sandbox.store.openChallenges.delete(intentId);
}

type Attempt = {
  readonly paymentMethod: PaymentMethod;
  readonly state: CardState;
  readonly decline: Decline | undefined;
  readonly threeDSecure: ThreeDSecureResult;
};

/** Charges the card; answers why not when it is refused. */
function charge(sandbox: Sandbox, intent: PaymentIntent, attempt: Attempt): FailureDetails | null {
  const { paymentMethod, decline, threeDSecure } = attempt;
  recordChecks(sandbox, paymentMethod);
  const made = createCharge(sandbox, { intent, paymentMethod, decline, threeDSecure });
  if (decline !== undefined) {
    const failure = { ...declineDetails(decline), charge: made.id };
    failPayment(sandbox, intent, paymentMethod, failure);
    return failure;
  }
  completePayment(sandbox, intent, paymentMethod);
  return null;
}

/** What follows the customer's answer to the challenge. */
export function finishPaymentAuthentication(sandbox: Sandbox, entry: Authentication): void {
  const intent = sandbox.store.paymentIntents.find(entry.intentId);
  const paymentMethod = sandbox.store.paymentMethods.find(entry.paymentMethodId);
  if (intent === undefined || paymentMethod === undefined || intent.status !== "requires_action") return;
  if (entry.status === "failed") {
    const message =
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.";
    return failPayment(sandbox, intent, paymentMethod, {
      type: "invalid_request_error",
      code: "payment_intent_authentication_failure",
      message,
    });
  }
  if (paymentMethod.type !== "card") return payWithOtherMethod(sandbox, intent, paymentMethod);
  if (intent.confirmation_method === "manual") {
    sandbox.store.authenticated.set(intent.id, paymentMethod.id);
    intent.status = "requires_confirmation";
    intent.next_action = null;
    return;
  }
  const state = cardStateOf(sandbox, paymentMethod);
  charge(sandbox, intent, {
    paymentMethod,
    state,
    decline: declineOf(state),
    threeDSecure: "authenticated",
  });
}
