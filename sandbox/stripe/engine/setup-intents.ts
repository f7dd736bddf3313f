import { emit } from "../events.ts";
import { newClientSecret, newId } from "../ids.ts";
import type { Metadata, PaymentMethod, SetupIntent } from "../objects.ts";
import { ApiError, invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { Authentication } from "../store.ts";
import { authenticationNeed, openChallenge, unaskedResult } from "./authentication.ts";
import { completeOtherSetup, confirmOtherSetup } from "./confirm-other-setup.ts";
import type { GivenMandate } from "./mandates.ts";
import { DEFAULT_CONFIGURATION_ID } from "./method-configurations.ts";
import { checkMethodType, offerSetupTypes } from "./offered-types.ts";
import { completeSetup, failSetup } from "./setup-outcome.ts";
import { cancelChallenge } from "./confirm-payment-intent.ts";
import { cardStateOf, checkUsable, declineDetails, declineOf } from "./payment-methods.ts";
import { abandonAttempt, beginAttempt, holdAttempt } from "./setup-attempts.ts";

type NewSetupIntent = {
  readonly customer: string | null;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly paymentMethod: PaymentMethod | null;
  readonly usage: "on_session" | "off_session";
  /** `null` when automatic payment methods are switched off. */
  readonly allowRedirects: "always" | "never" | null;
  readonly requestThreeDSecure: "any" | "automatic" | "challenge";
  /** Writes down which types of payment methods are wanted, before the intent says which of them it offers. */
  readonly chooseTypes: (intent: SetupIntent) => void;
};

/** https://docs.stripe.com/api/setup_intents/create */
export function createSetupIntent(sandbox: Sandbox, given: NewSetupIntent): SetupIntent {
  const id = newId("seti_");
  const intent: SetupIntent = {
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods:
      given.allowRedirects === null ? null : { allow_redirects: given.allowRedirects, enabled: true },
    cancellation_reason: null,
    client_secret: newClientSecret(id),
    created: nowS(),
    customer: given.customer,
    customer_account: null,
    description: given.description,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: given.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: given.paymentMethod?.id ?? null,
    payment_method_configuration_details:
      given.allowRedirects === null ? null : { id: DEFAULT_CONFIGURATION_ID, parent: null },
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: given.requestThreeDSecure },
    },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: given.paymentMethod === null ? "requires_payment_method" : "requires_confirmation",
    usage: given.usage,
  };
  given.chooseTypes(intent);
  offerSetupTypes(sandbox, intent);
  sandbox.store.setupIntents.insert(intent);
  emit(sandbox, "setup_intent.created", intent);
  return intent;
}

const OPEN_STATES = ["requires_payment_method", "requires_confirmation", "requires_action"];

function requireOpen(intent: SetupIntent, verb: "confirm" | "cancel", participle: string): void {
  if (OPEN_STATES.includes(intent.status)) return;
  const message =
    `You cannot ${verb} this SetupIntent because it has a status of ${intent.status}. ` +
    `Only a SetupIntent with one of the following statuses may be ${participle}: ${OPEN_STATES.join(", ")}.`;
  throw invalidRequest(message, { code: "setup_intent_unexpected_state", setup_intent: intent });
}

type Confirmation = {
  readonly paymentMethod: PaymentMethod | null;
  readonly returnUrl: string | null;
  readonly useStripeSdk: boolean;
  readonly mandate: GivenMandate;
};

/** https://docs.stripe.com/api/setup_intents/confirm */
export function confirmSetupIntent(sandbox: Sandbox, intent: SetupIntent, confirmation: Confirmation): void {
  requireOpen(intent, "confirm", "confirmed");
  const stored =
    intent.payment_method === null ? undefined : sandbox.store.paymentMethods.find(intent.payment_method);
  const paymentMethod = confirmation.paymentMethod ?? stored;
  if (paymentMethod === undefined) {
    const message =
      "You cannot confirm this SetupIntent because it's missing a payment method. Provide one and confirm it again.";
    throw invalidRequest(message, { code: "setup_intent_unexpected_state", setup_intent: intent });
  }
  checkMethodType(intent, paymentMethod, "SetupIntent");
  checkUsable(sandbox, paymentMethod, intent.customer, "SetupIntent");
  cancelChallenge(sandbox, intent.id);
  Object.assign(intent, { payment_method: paymentMethod.id, last_setup_error: null, next_action: null });
  if (paymentMethod.type !== "card") return confirmOtherSetup(sandbox, intent, paymentMethod, confirmation);
  const state = cardStateOf(sandbox, paymentMethod);
  const requested = intent.payment_method_options?.card?.request_three_d_secure;
  const isRequested = requested === "any" || requested === "challenge";
  const need = authenticationNeed(state, { isOffSession: false, isRequested, isSetup: true });
  beginAttempt(sandbox, intent, paymentMethod, unaskedResult(need));
  if (need === "challenge") {
    intent.status = "requires_action";
    holdAttempt(sandbox, intent);
    const { returnUrl, useStripeSdk } = confirmation;
    const challenge = {
      intentId: intent.id,
      paymentMethodId: paymentMethod.id,
      returnUrl,
      useStripeSdk,
      amountText: "",
    };
    const { type, redirect_to_url, use_stripe_sdk } = openChallenge(sandbox, challenge);
    intent.next_action = {
      type,
      ...(redirect_to_url === undefined ? { use_stripe_sdk: use_stripe_sdk ?? {} } : { redirect_to_url }),
    };
    emit(sandbox, "setup_intent.requires_action", intent);
    return;
  }
  const decline = declineOf(state);
  if (decline !== undefined && (!state.card.isAttachable || need === "lookup_fails")) {
    const failure = declineDetails(decline);
    failSetup(sandbox, intent, paymentMethod, failure);
    throw new ApiError(402, { ...failure, setup_intent: intent, payment_method: paymentMethod });
  }
  completeSetup(sandbox, intent, paymentMethod);
}

/** What follows the customer's answer to the challenge. */
export function finishSetupAuthentication(sandbox: Sandbox, entry: Authentication): void {
  const intent = sandbox.store.setupIntents.find(entry.intentId);
  const paymentMethod = sandbox.store.paymentMethods.find(entry.paymentMethodId);
  if (intent === undefined || paymentMethod === undefined || intent.status !== "requires_action") return;
  if (entry.status === "succeeded" && paymentMethod.type !== "card")
    return completeOtherSetup(sandbox, intent, paymentMethod);
  if (entry.status === "succeeded") return completeSetup(sandbox, intent, paymentMethod);
  const message =
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.";
  failSetup(sandbox, intent, paymentMethod, {
    type: "invalid_request_error",
    code: "setup_intent_authentication_failure",
    message,
  });
}

type Reason = "abandoned" | "duplicate" | "requested_by_customer";

/** https://docs.stripe.com/api/setup_intents/cancel */
export function cancelSetupIntent(sandbox: Sandbox, intent: SetupIntent, reason: Reason | null): void {
  requireOpen(intent, "cancel", "canceled");
  cancelChallenge(sandbox, intent.id);
  abandonAttempt(sandbox, intent);
  intent.status = "canceled";
  intent.cancellation_reason = reason;
  intent.next_action = null;
  emit(sandbox, "setup_intent.canceled", intent);
}

/** What a publishable key and the client secret may see of a setup intent. */
export function publicSetupIntent(intent: SetupIntent): object {
  const {
    id,
    object,
    automatic_payment_methods,
    cancellation_reason,
    client_secret,
    created,
    description,
    last_setup_error,
    livemode,
    next_action,
    payment_method,
    payment_method_types,
    status,
    usage,
  } = intent;
  return {
    id,
    object,
    automatic_payment_methods,
    cancellation_reason,
    client_secret,
    created,
    description,
    last_setup_error,
    livemode,
    next_action,
    payment_method,
    payment_method_types,
    status,
    usage,
  };
}
