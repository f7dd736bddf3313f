import { callApi } from "./api.js";
import { ElementsGroup } from "./elements-group.js";
import { integrationError } from "./integration-error.js";
import { KINDS, idOf, retrieveIntent } from "./kinds.js";
import { act, leaveFor, returnUrlWith } from "./next-action.js";

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
  if (elements !== undefined && confirmParams.payment_method === undefined)
    checkHidden(kind, elements, confirmParams);
}

const ADDRESS_PARTS = { country: "country", postalCode: "postal_code" };

/** What the merchant hides from the customer, the merchant must know. https://docs.stripe.com/js/elements_object/create_payment_element */
function checkHidden(kind, elements, confirmParams) {
  const billing = elements.getElement("payment")?.options.fields?.billingDetails;
  if (typeof billing !== "object" || elements.payingElement().type !== "payment") return;
  const given = confirmParams.payment_method_data?.billing_details;
  const missing = [
    ...["name", "email"].filter((part) => billing[part] === "never" && given?.[part] === undefined),
    ...Object.entries(ADDRESS_PARTS)
      .filter(([name, param]) => billing.address?.[name] === "never" && given?.address?.[param] === undefined)
      .map(([, param]) => `address.${param}`),
  ];
  if (missing.length === 0) return;
  throw integrationError(
    `You specified "never" for fields.billing_details.${missing[0]} when creating the payment Element, but did not pass ` +
      `confirmParams.payment_method_data.billing_details.${missing[0]} when calling ${kind.confirm}. If you opt out of ` +
      "collecting data via the payment Element using the fields option, the data must be passed in when calling it.",
  );
}

/** The intent must be what the customer was shown: same amount, same currency. */
async function checkDeferred(client, kind, elements, clientSecret) {
  const { mode, amount, currency } = elements.options;
  if (mode !== "payment") return null;
  const found = await retrieveIntent(client, clientSecret);
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

/** Asks the paying element for what is to be created of it, with what the others know of the customer. */
export async function tokenize(elements, given = {}, into = {}) {
  const validated = await elements.validate();
  if (validated.error) return { error: validated.error };
  const { billing, shipping } = await elements.collect();
  const { billing_details: own = {}, allow_redisplay, metadata } = given;
  const address = { ...billing.address, ...own.address };
  const billingDetails = {
    ...billing,
    ...own,
    ...(Object.keys(address).length === 0 ? {} : { address }),
  };
  const answer = await elements
    .payingElement()
    .ask("tokenize", { billingDetails, allowRedisplay: allow_redisplay, metadata, ...into });
  return answer.error ? answer : { ...answer, shipping };
}

/** The customer's consent to be debited, given in this browser. https://docs.stripe.com/api/payment_intents/confirm#confirm_payment_intent-mandate_data */
export const MANDATE = { customer_acceptance: { type: "online", online: { infer_from_client: true } } };

async function methodParams(elements, confirmParams) {
  const { payment_method: id, confirmation_token: token } = confirmParams;
  if (elements === undefined || id !== undefined || token !== undefined)
    return { payment_method: id, confirmation_token: token };
  const made = await tokenize(elements, confirmParams.payment_method_data);
  if (made.error) return made;
  return {
    payment_method: made.object.id,
    setup_future_usage: made.setupFutureUsage,
    ...(made.shipping === null ? {} : { shipping: made.shipping }),
    ...(made.needsMandate ? { mandate_data: MANDATE } : {}),
  };
}

/** Sends the confirmation and leads the customer on; `{ intent }` or `{ error }`. */
export async function sendConfirmation(client, kind, clientSecret, params, handleActions = true) {
  const confirmed = await callApi(client, "POST", `${kind.path}/${idOf(clientSecret)}/confirm`, {
    ...params,
    client_secret: clientSecret,
    use_stripe_sdk: true,
  });
  if (confirmed.error) return { error: confirmed.error };
  return handleActions ? act(client, kind, confirmed) : { intent: confirmed };
}

async function confirm(client, kind, options) {
  const { elements, confirmParams = {} } = options;
  const clientSecret = options.clientSecret ?? elements?.options.clientSecret;
  const mismatch = elements?.isDeferred ? await checkDeferred(client, kind, elements, clientSecret) : null;
  if (mismatch !== null) return { error: mismatch };
  const method = await methodParams(elements, confirmParams);
  if (method.error) return { error: method.error };
  const { payment_method_data: _data, ...passedOn } = confirmParams;
  const usage = kind === KINDS.payment ? elements?.setupFutureUsage : undefined;
  if (kind !== KINDS.payment) {
    delete method.setup_future_usage;
    delete method.shipping;
  }
  return sendConfirmation(client, kind, clientSecret, {
    ...method,
    ...(usage === undefined ? {} : { setup_future_usage: usage }),
    ...passedOn,
  });
}

/** `stripe.confirmPayment` and `stripe.confirmSetup`. */
export async function confirmIntent(client, kindName, options) {
  const kind = KINDS[kindName];
  checkArguments(kind, options);
  const { elements, confirmParams = {}, redirect = "always" } = options;
  const acted = await confirm(client, kind, options);
  elements?.getElement("expressCheckout")?.finish(acted.error ?? null);
  if (acted.error) return { error: acted.error };
  if (redirect !== "if_required")
    return leaveFor(returnUrlWith(confirmParams.return_url, kind, acted.intent));
  return { [kind.result]: acted.intent };
}
