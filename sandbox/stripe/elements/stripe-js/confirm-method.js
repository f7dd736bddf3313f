import { callApi } from "./api.js";
import { MANDATE, sendConfirmation } from "./confirm.js";
import { FrameElement } from "./element.js";
import { integrationError } from "./integration-error.js";
import { KINDS } from "./kinds.js";

/** The frames of the split card elements, by which the number's frame finds the others. */
function framesOf(element) {
  const sibling = (type) => element.group.getElement(type)?.frameName;
  return { cardExpiry: sibling("cardExpiry"), cardCvc: sibling("cardCvc") };
}

/** Has an element create something of what was typed into it: a payment method or a token. */
export function tokenizeElement(element, details) {
  return element.ask("tokenize", { ...details, frames: framesOf(element) });
}

/** The payment method of `payment_method: { card: element, billing_details }`, or of details that are no secret. */
export async function createMethod(client, type, given) {
  const { [type]: own, ...shared } = given;
  if (own instanceof FrameElement)
    return tokenizeElement(own, { into: "/v1/payment_methods", params: shared });
  const answer = await callApi(client, "POST", "/v1/payment_methods", {
    type,
    ...(own === undefined ? {} : { [type]: own }),
    ...shared,
  });
  return answer.error ? { error: answer.error } : { object: answer };
}

const MANDATED = ["us_bank_account", "sepa_debit", "au_becs_debit", "bacs_debit", "acss_debit"];

async function cvcToken(options) {
  const { cvc, ...rest } = options?.card ?? {};
  if (!(cvc instanceof FrameElement)) return { params: options };
  const token = await tokenizeElement(cvc, { into: "/v1/tokens" });
  if (token.error) return token;
  return { params: { ...options, card: { ...rest, cvc_token: token.object.id } } };
}

/** `stripe.confirmCardPayment(clientSecret, data, options)` and its like for every other method. */
export async function confirmMethod(client, kindName, type, [clientSecret, data = {}, options = {}]) {
  const kind = KINDS[kindName];
  if (typeof clientSecret !== "string") {
    throw integrationError(
      `Missing value for stripe.confirm…: ${kind.param} client secret. You must pass the client secret as the first argument.`,
    );
  }
  const { payment_method: given, payment_method_options: methodOptions, ...passedOn } = data;
  const isNew = typeof given === "object" && given !== null;
  const made = isNew ? await createMethod(client, type, given) : { object: { id: given } };
  if (made.error) return { error: made.error };
  const own = await cvcToken(methodOptions);
  if (own.error) return { error: own.error };
  const params = {
    ...passedOn,
    payment_method: made.object.id,
    payment_method_options: own.params,
    ...(MANDATED.includes(type) && isNew ? { mandate_data: MANDATE } : {}),
  };
  const acted = await sendConfirmation(client, kind, clientSecret, params, options.handleActions !== false);
  return acted.error ? { error: acted.error } : { [kind.result]: acted.intent };
}

/** `confirm<Name>Payment` and `confirm<Name>Setup` by the type that they confirm. */
const NAMES = {
  Card: "card",
  UsBankAccount: "us_bank_account",
  SepaDebit: "sepa_debit",
  Affirm: "affirm",
  AfterpayClearpay: "afterpay_clearpay",
  Alipay: "alipay",
  AmazonPay: "amazon_pay",
  Bancontact: "bancontact",
  Cashapp: "cashapp",
  CustomerBalance: "customer_balance",
  Eps: "eps",
  Ideal: "ideal",
  Klarna: "klarna",
  P24: "p24",
  PayPal: "paypal",
  WechatPay: "wechat_pay",
};

export function methodCalls(client) {
  const calls = {};
  for (const [name, type] of Object.entries(NAMES)) {
    calls[`confirm${name}Payment`] = (...args) => confirmMethod(client, "payment", type, args);
    calls[`confirm${name}Setup`] = (...args) => confirmMethod(client, "setup", type, args);
  }
  return calls;
}
