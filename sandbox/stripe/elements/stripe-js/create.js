import { callApi } from "./api.js";
import { createMethod, tokenizeElement } from "./confirm-method.js";
import { tokenize } from "./confirm.js";
import { FrameElement } from "./element.js";
import { ElementsGroup } from "./elements-group.js";
import { integrationError } from "./integration-error.js";

const resultOf = (name, made) => (made.error ? { error: made.error } : { [name]: made.object });

/** `{ elements, params }`, `{ element, params }`, `{ type, card: element, … }` or the older `(type, element, data)`. */
export async function createPaymentMethod(client, [given = {}, element, data = {}]) {
  if (typeof given === "string")
    return resultOf("paymentMethod", await createMethod(client, given, { ...data, [given]: element }));
  const { elements, params = {} } = given;
  if (elements instanceof ElementsGroup) {
    // Elements that will be confirmed later may make their method first: https://docs.stripe.com/payments/finalize-payments-on-the-server
    return resultOf("paymentMethod", await tokenize(elements, params));
  }
  if (given.element instanceof FrameElement) {
    const type = given.element.type === "iban" ? "sepa_debit" : "card";
    return resultOf("paymentMethod", await createMethod(client, type, { ...params, [type]: given.element }));
  }
  const { type, ...own } = given;
  if (typeof type !== "string") {
    throw integrationError(
      "Missing value for stripe.createPaymentMethod(): either `elements`, `element` or `type` must be given.",
    );
  }
  return resultOf("paymentMethod", await createMethod(client, type, own));
}

/** `stripe.createConfirmationToken({ elements, params })`: the method and what goes with it, for the server to confirm. */
export async function createConfirmationToken(client, { elements, params = {} } = {}) {
  if (!(elements instanceof ElementsGroup))
    throw integrationError(
      "Invalid value for stripe.createConfirmationToken(): elements should be an Elements instance.",
    );
  if (elements.isDeferred && !elements.isSubmitted)
    throw integrationError("elements.submit() must be called before stripe.createConfirmationToken().");
  const { payment_method_data: data, shipping, ...rest } = params;
  const collected = shipping ?? (await elements.collect()).shipping ?? undefined;
  const extra = { ...rest, shipping: collected, setup_future_usage: elements.setupFutureUsage };
  const made = await tokenize(elements, data, { into: "/v1/confirmation_tokens", extra });
  // The sheet of a wallet has done its part; what the server makes of the token comes later.
  elements.getElement("expressCheckout")?.finish(made.error ?? null);
  return resultOf("confirmationToken", made);
}

const PLAIN_TOKENS = {
  bank_account: (data) => ({ bank_account: data }),
  pii: ({ personal_id_number: number }) => ({ pii: { id_number: number } }),
  account: (data) => ({ account: data }),
  person: (data) => ({ person: data }),
};

/** `stripe.createToken(element, data)` and `stripe.createToken(type, data)`. https://docs.stripe.com/js/tokens */
export async function createToken(client, [what, data = {}]) {
  if (what instanceof FrameElement)
    return resultOf("token", await tokenizeElement(what, { into: "/v1/tokens", params: data }));
  if (what === "cvc_update" && data instanceof FrameElement)
    return resultOf("token", await tokenizeElement(data, { into: "/v1/tokens" }));
  const params = PLAIN_TOKENS[what]?.(data);
  if (params === undefined)
    throw integrationError("You must provide a Stripe Element or a valid token type to create a Token.");
  const answer = await callApi(client, "POST", "/v1/tokens", params);
  return answer.error ? { error: answer.error } : { token: answer };
}
