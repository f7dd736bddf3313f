import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { BillingDetails, Metadata, PaymentMethod } from "../objects.ts";
import { ApiError, invalidRequest, noSuch, type FailureDetails } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { CardState } from "../store.ts";
import type { Decline } from "../cards/test-card.ts";
import { methodOf } from "../methods/registry.ts";
import { accountByToken } from "../methods/test-accounts.ts";
import { cardDetails, cardOfToken, isCardToken, type ReadCard } from "./card-details.ts";
import { methodOfAccountToken, usageOf } from "./other-methods.ts";
import { toBilling } from "./shared-params.ts";

type NewPaymentMethod = {
  readonly card: ReadCard;
  readonly billing: BillingDetails;
  readonly metadata: Metadata;
  readonly allowRedisplay: "always" | "limited" | "unspecified";
};

/** Stores a card payment method. No event: Stripe writes one only when it is attached. */
export function createPaymentMethod(sandbox: Sandbox, given: NewPaymentMethod): PaymentMethod {
  const id = newId("pm_");
  sandbox.store.cards.set(id, {
    card: given.card.card,
    isSetUp: false,
    isSpent: false,
    isCvcGiven: given.card.isCvcGiven,
  });
  return sandbox.store.paymentMethods.insert({
    id,
    object: "payment_method",
    allow_redisplay: given.allowRedisplay,
    billing_details: given.billing,
    card: cardDetails(given.card, given.billing),
    created: nowS(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: given.metadata,
    type: "card",
  });
}

/** A stored payment method, or a fresh one for each use of a test token. */
export function usePaymentMethod(sandbox: Sandbox, id: string, status: 400 | 404 = 400): PaymentMethod {
  if (id.startsWith("pm_card_") && isCardToken(id)) {
    const card = cardOfToken(id, new Date(nowS() * 1_000));
    return createPaymentMethod(sandbox, {
      card,
      billing: toBilling(undefined),
      metadata: {},
      allowRedisplay: "unspecified",
    });
  }
  const account = accountByToken(id);
  if (account !== undefined) return methodOfAccountToken(sandbox, account);
  const found = sandbox.store.paymentMethods.find(id);
  if (found === undefined) throw noSuch("PaymentMethod", id, "payment_method", status);
  return found;
}

export function cardStateOf(sandbox: Sandbox, paymentMethod: PaymentMethod): CardState {
  const state = sandbox.store.cards.get(paymentMethod.id);
  if (state === undefined) throw new Error(`Payment method ${paymentMethod.id} has no card.`);
  return state;
}

/** Why the bank refuses the card. What was not given is not checked, so it cannot be wrong. https://docs.stripe.com/testing#declined-payments */
export function declineOf({ card, isCvcGiven }: CardState): Decline | undefined {
  return card.decline?.code === "incorrect_cvc" && !isCvcGiven ? undefined : card.decline;
}

/** A refusal by the card's bank in the fields of Stripe's error object. */
export function declineDetails(decline: Decline): FailureDetails {
  return {
    type: "card_error",
    message: decline.message,
    ...(decline.adviceCode === undefined ? {} : { advice_code: decline.adviceCode }),
    code: decline.code,
    ...(decline.declineCode === undefined ? {} : { decline_code: decline.declineCode }),
    ...(decline.param === undefined ? {} : { param: decline.param }),
  };
}

/** https://docs.stripe.com/api/payment_methods/attach */
export function attachPaymentMethod(
  sandbox: Sandbox,
  paymentMethod: PaymentMethod,
  customerId: string,
): void {
  if (paymentMethod.customer === customerId) return;
  if (paymentMethod.customer !== null) {
    throw invalidRequest("The payment method you provided has already been attached to a customer.", {
      code: "payment_method_unexpected_state",
      param: "payment_method",
    });
  }
  if (usageOf(sandbox, paymentMethod).isSpent) throw spentError();
  if (paymentMethod.type !== "card") {
    checkReusable(sandbox, paymentMethod);
    return markAttached(sandbox, paymentMethod, customerId);
  }
  const { card } = cardStateOf(sandbox, paymentMethod);
  if (card.decline !== undefined && !card.isAttachable) {
    throw new ApiError(402, { ...declineDetails(card.decline), payment_method: paymentMethod });
  }
  markAttached(sandbox, paymentMethod, customerId);
}

/** https://docs.stripe.com/api/payment_methods/attach: what was not set up first cannot be kept. */
function checkReusable(sandbox: Sandbox, paymentMethod: PaymentMethod): void {
  const { type } = paymentMethod;
  const known = methodOf(type);
  if (!known.isReusable) {
    throw invalidRequest(`PaymentMethods of type '${type}' cannot be saved to customers.`, {
      code: "payment_method_unexpected_state",
      param: "payment_method",
    });
  }
  if (known.confirmation.kind === "bank_debit" || usageOf(sandbox, paymentMethod).isSetUp) return;
  throw invalidRequest(
    `PaymentMethods of type '${type}' must be saved with a SetupIntent, or with a PaymentIntent that has setup_future_usage, ` +
      "because the customer has to authorize it.",
    { code: "payment_method_unexpected_state", param: "payment_method" },
  );
}

/** Ties a payment method that was just checked, charged or set up to its customer. */
export function markAttached(sandbox: Sandbox, paymentMethod: PaymentMethod, customerId: string): void {
  if (paymentMethod.customer !== null) return;
  paymentMethod.customer = customerId;
  recordChecks(sandbox, paymentMethod);
  emit(sandbox, "payment_method.attached", paymentMethod);
}

/** Writes the results of the card's checks, which exist once a bank has seen the card. */
export function recordChecks(sandbox: Sandbox, paymentMethod: PaymentMethod): void {
  const checks = paymentMethod.card?.checks;
  if (checks === null || checks === undefined) return;
  const { card } = cardStateOf(sandbox, paymentMethod);
  if (checks.cvc_check !== null) checks.cvc_check = card.checks.cvc;
  if (checks.address_postal_code_check !== null) checks.address_postal_code_check = card.checks.postalCode;
  if (checks.address_line1_check !== null) checks.address_line1_check = card.checks.line1;
}

/** A detached payment method can never be used again. https://docs.stripe.com/api/payment_methods/detach */
export function detachPaymentMethod(sandbox: Sandbox, paymentMethod: PaymentMethod): void {
  const { customer } = paymentMethod;
  if (customer === null) {
    throw invalidRequest(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
      {
        code: "payment_method_unexpected_state",
        param: "payment_method",
      },
    );
  }
  paymentMethod.customer = null;
  usageOf(sandbox, paymentMethod).isSpent = true;
  const owner = sandbox.store.customers.find(customer);
  if (owner?.invoice_settings.default_payment_method === paymentMethod.id)
    owner.invoice_settings.default_payment_method = null;
  emit(sandbox, "payment_method.detached", paymentMethod, { ...paymentMethod, customer });
}

function spentError(): ApiError {
  return invalidRequest(
    "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a " +
      "connected account without Customer attachment, or was detached from a Customer. It may not be used again. " +
      "To use a PaymentMethod multiple times, you must attach it to a Customer first.",
    { param: "payment_method" },
  );
}

/** Whether an intent of this customer (or of none) may use the payment method. */
export function checkUsable(
  sandbox: Sandbox,
  paymentMethod: PaymentMethod,
  customerId: string | null,
  kind: string,
): void {
  if (paymentMethod.customer !== null && customerId === null) {
    throw invalidRequest(
      `Payment method ${paymentMethod.id} belongs to the Customer ${paymentMethod.customer}. ` +
        `Please include the Customer in the \`customer\` parameter on the ${kind}.`,
      { param: "payment_method" },
    );
  }
  if (paymentMethod.customer !== null && paymentMethod.customer !== customerId) {
    throw invalidRequest(
      `The customer does not have a payment method with the ID ${paymentMethod.id}. ` +
        "The payment method must be attached to the customer.",
      { code: "resource_missing", param: "payment_method" },
    );
  }
  if (paymentMethod.customer === null && usageOf(sandbox, paymentMethod).isSpent) throw spentError();
}
