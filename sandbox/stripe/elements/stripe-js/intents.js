import { callApi } from "./api.js";
import { showChallenge } from "./challenge-modal.js";
import { ElementsGroup } from "./elements-group.js";
import { integrationError } from "./integration-error.js";

/** What differs between paying and setting up. */
const KINDS = {
  payment: {
    path: "/v1/payment_intents",
    result: "paymentIntent",
    param: "payment_intent",
    lastError: "last_payment_error",
    failure: "payment_intent_authentication_failure",
    confirm: "stripe.confirmPayment()",
    done: ["succeeded", "processing", "requires_capture"],
  },
  setup: {
    path: "/v1/setup_intents",
    result: "setupIntent",
    param: "setup_intent",
    lastError: "last_setup_error",
    failure: "setup_intent_authentication_failure",
    confirm: "stripe.confirmSetup()",
    done: ["succeeded", "processing"],
  },
};

export const kindOf = (clientSecret) =>
  String(clientSecret).startsWith("seti_") ? KINDS.setup : KINDS.payment;

function idOf(clientSecret) {
  const [id, secret] = String(clientSecret ?? "").split("_secret_");
  if (!id || !secret)
    throw integrationError("Invalid client secret: it should be of the form ${id}_secret_${secret}.");
  return id;
}

/** The current state of the intent behind a client secret. */
export async function retrieveIntent(publishableKey, clientSecret) {
  const kind = kindOf(clientSecret);
  const intent = await callApi(publishableKey, "GET", `${kind.path}/${idOf(clientSecret)}`, {
    client_secret: clientSecret,
  });
  return intent.error ? { error: intent.error } : { [kind.result]: intent };
}

function leaveFor(url) {
  location.assign(url);
  // The page is being left: what waits for this call must not go on.
  return new Promise(() => {});
}

function returnUrlWith(returnUrl, kind, intent) {
  const url = new URL(returnUrl, location.href);
  url.searchParams.set(kind.param, intent.id);
  url.searchParams.set(`${kind.param}_client_secret`, intent.client_secret);
  url.searchParams.set("redirect_status", kind.done.includes(intent.status) ? "succeeded" : "failed");
  return url.href;
}

function authenticationError(kind, intent) {
  return {
    error: {
      type: "invalid_request_error",
      code: kind.failure,
      doc_url: `https://docs.stripe.com/error-codes/${kind.failure.replaceAll("_", "-")}`,
      message:
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
      [kind.param]: intent,
    },
  };
}

/** Leads the customer through what the intent still asks for. */
async function act(publishableKey, kind, intent) {
  const action = intent.status === "requires_action" ? intent.next_action : null;
  if (action?.type === "redirect_to_url") return leaveFor(action.redirect_to_url.url);
  if (action?.type !== "use_stripe_sdk") return { intent };
  const outcome = await showChallenge(action.use_stripe_sdk.stripe_js);
  const found = await retrieveIntent(publishableKey, intent.client_secret);
  if (found.error) return found;
  const current = found[kind.result];
  if (outcome === "canceled" && current.status === "requires_action")
    return authenticationError(kind, current);
  if (current.status === "requires_payment_method") {
    return { error: { ...current[kind.lastError], [kind.param]: current } };
  }
  return { intent: current };
}

/** `stripe.handleNextAction({ clientSecret })` */
export async function handleNextAction(publishableKey, { clientSecret }) {
  const kind = kindOf(clientSecret);
  const found = await retrieveIntent(publishableKey, clientSecret);
  if (found.error) return found;
  const acted = await act(publishableKey, kind, found[kind.result]);
  return acted.error ? { error: acted.error } : { [kind.result]: acted.intent };
}

function checkArguments(kind, { elements, clientSecret, confirmParams = {}, redirect = "always" }) {
  if (elements !== undefined && !(elements instanceof ElementsGroup)) {
    throw integrationError(`Invalid value for ${kind.confirm}: elements should be an Elements instance.`);
  }
  if (redirect !== "if_required" && !confirmParams.return_url) {
    throw integrationError(
      `${kind.confirm}: the \`confirmParams.return_url\` argument is required unless passing \`redirect: "if_required"\`.`,
    );
  }
  if (confirmParams.return_url && !URL.canParse(confirmParams.return_url)) {
    throw integrationError(
      `Invalid value for ${kind.confirm}: confirmParams.return_url must be an absolute URL.`,
    );
  }
  if (elements === undefined && clientSecret === undefined) {
    throw integrationError(`Missing value for ${kind.confirm}: elements or clientSecret should be given.`);
  }
  if (elements?.isDeferred && clientSecret === undefined) {
    throw integrationError(
      `Missing value for ${kind.confirm}: clientSecret is required when Elements was created without one.`,
    );
  }
  if (elements?.isDeferred && !elements.isSubmitted) {
    throw integrationError(`elements.submit() must be called before ${kind.confirm}.`);
  }
}

/** The intent must be what the customer was shown: same amount, same currency. */
async function checkDeferred(publishableKey, kind, elements, clientSecret) {
  const { mode, amount, currency } = elements.options;
  if (mode !== "payment") return null;
  const found = await retrieveIntent(publishableKey, clientSecret);
  if (found.error) return found.error;
  const intent = found[kind.result];
  if (intent.amount === amount && intent.currency === currency) return null;
  return {
    type: "invalid_request_error",
    message:
      `Your payment could not be confirmed: Elements was created with ${amount} ${currency} but the PaymentIntent is for ` +
      `${intent.amount} ${intent.currency}. Update Elements or the PaymentIntent so that they match.`,
  };
}

async function tokenize(elements, confirmParams) {
  const { billing_details, allow_redisplay, metadata } = confirmParams.payment_method_data ?? {};
  return elements
    .paymentElement()
    .ask("tokenize", { billingDetails: billing_details, allowRedisplay: allow_redisplay, metadata });
}

async function methodFor(elements, confirmParams) {
  if (elements === undefined || confirmParams.payment_method !== undefined)
    return { id: confirmParams.payment_method };
  const validated = await elements.paymentElement().ask("validate");
  if (validated.error) return validated;
  const tokenized = await tokenize(elements, confirmParams);
  return tokenized.error ? tokenized : { id: tokenized.paymentMethod.id };
}

/** `stripe.confirmPayment` and `stripe.confirmSetup`. */
export async function confirmIntent(publishableKey, kindName, options) {
  const kind = KINDS[kindName];
  checkArguments(kind, options);
  const { elements, confirmParams = {}, redirect = "always" } = options;
  const clientSecret = options.clientSecret ?? elements?.options.clientSecret;
  const mismatch = elements?.isDeferred
    ? await checkDeferred(publishableKey, kind, elements, clientSecret)
    : null;
  if (mismatch !== null) return { error: mismatch };
  const method = await methodFor(elements, confirmParams);
  if (method.error) return { error: method.error };
  const { payment_method_data: _data, payment_method: _method, ...passedOn } = confirmParams;
  const setupFutureUsage =
    kindName === "payment"
      ? (confirmParams.setup_future_usage ?? elements?.options.setupFutureUsage)
      : undefined;
  const confirmed = await callApi(publishableKey, "POST", `${kind.path}/${idOf(clientSecret)}/confirm`, {
    ...passedOn,
    client_secret: clientSecret,
    payment_method: method.id,
    setup_future_usage: setupFutureUsage,
    use_stripe_sdk: true,
  });
  if (confirmed.error) return { error: confirmed.error };
  const acted = await act(publishableKey, kind, confirmed);
  if (acted.error) return { error: acted.error };
  if (redirect !== "if_required")
    return leaveFor(returnUrlWith(confirmParams.return_url, kind, acted.intent));
  return { [kind.result]: acted.intent };
}

/** `stripe.createPaymentMethod({ elements, params })` */
export async function createPaymentMethod({ elements, params = {} } = {}) {
  if (!(elements instanceof ElementsGroup)) {
    throw integrationError(
      "stripe.createPaymentMethod(): the sandbox takes `{ elements, params }` from the Payment Element.",
    );
  }
  const validated = await elements.paymentElement().ask("validate");
  if (validated.error) return { error: validated.error };
  const tokenized = await tokenize(elements, { payment_method_data: params });
  return tokenized.error ? { error: tokenized.error } : { paymentMethod: tokenized.paymentMethod };
}
