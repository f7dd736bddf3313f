import { callApi } from "./api.js";
import { confirmIntent } from "./confirm.js";
import { methodCalls } from "./confirm-method.js";
import { createConfirmationToken, createPaymentMethod, createToken } from "./create.js";
import { ElementsGroup } from "./elements-group.js";
import { integrationError } from "./integration-error.js";
import { idOf, kindOf, retrieveIntent } from "./kinds.js";
import { handleNextAction } from "./next-action.js";

/** Calls that merchants may make with Stripe and that the sandbox does not simulate answer so, instead of hanging. */
const NOT_SIMULATED = [
  "collectBankAccountForPayment",
  "collectBankAccountForSetup",
  "collectBankAccountToken",
  "collectFinancialConnectionsAccounts",
  "createEmbeddedCheckoutPage",
  "createEphemeralKeyNonce",
  "createRadarSession",
  "createSource",
  "initializePricing",
  "processOrder",
  "retrieveOrder",
  "retrieveSource",
  "verifyIdentity",
];
const notSimulated = Object.fromEntries(
  NOT_SIMULATED.map((name) => [
    name,
    async () => ({
      error: { type: "invalid_request_error", message: `stripe.${name}() is not part of the sandbox.` },
    }),
  ]),
);
const refused = (name) => () => {
  throw integrationError(`stripe.${name}() is not part of the sandbox.`);
};

/** The Payment Request Button says that there is no wallet; the Express Checkout Element has them. */
function paymentRequest() {
  const request = { canMakePayment: async () => null, show: () => {}, update: () => {}, abort: () => {} };
  for (const name of ["on", "once", "off"]) request[name] = () => request;
  request.isShowing = () => false;
  return request;
}

async function verifyMicrodeposits(client, clientSecret, data = {}) {
  const kind = kindOf(clientSecret);
  const path = `${kind.path}/${idOf(clientSecret)}/verify_microdeposits`;
  const answer = await callApi(client, "POST", path, { client_secret: clientSecret, ...data });
  return answer.error ? { error: answer.error } : { [kind.result]: answer };
}

const wrappers = [];

function checkKey(publishableKey) {
  if (typeof publishableKey !== "string" || publishableKey === "") {
    throw integrationError("Please call Stripe() with your publishable key. You used an empty string.");
  }
  if (publishableKey.startsWith("sk_")) {
    throw integrationError(
      "You should not use your secret key with Stripe.js. Please pass a publishable key instead.",
    );
  }
}

function Stripe(publishableKey, options = {}) {
  checkKey(publishableKey);
  const client = {
    key: publishableKey,
    account: options.stripeAccount,
    apiVersion: options.apiVersion,
    locale: options.locale,
  };
  return {
    _apiKey: publishableKey,
    _keyMode: "test",
    _options: options,
    _registerWrapper: (wrapper) => void wrappers.push(wrapper),
    registerAppInfo: (info) => void wrappers.push(info),
    elements: (elementsOptions = {}) => new ElementsGroup(client, elementsOptions),
    confirmPayment: (given) => confirmIntent(client, "payment", given),
    confirmSetup: (given) => confirmIntent(client, "setup", given),
    ...methodCalls(client),
    handleNextAction: (given) => handleNextAction(client, given),
    handleCardAction: (clientSecret) => handleNextAction(client, { clientSecret }),
    retrievePaymentIntent: (clientSecret) => retrieveIntent(client, clientSecret),
    retrieveSetupIntent: (clientSecret) => retrieveIntent(client, clientSecret),
    verifyMicrodepositsForPayment: (clientSecret, data) => verifyMicrodeposits(client, clientSecret, data),
    verifyMicrodepositsForSetup: (clientSecret, data) => verifyMicrodeposits(client, clientSecret, data),
    createPaymentMethod: (...args) => createPaymentMethod(client, args),
    createConfirmationToken: (given) => createConfirmationToken(client, given),
    createToken: (...args) => createToken(client, args),
    paymentRequest,
    initCheckoutElementsSdk: refused("initCheckoutElementsSdk"),
    initCheckoutFormSdk: refused("initCheckoutFormSdk"),
    ...notSimulated,
  };
}

// @stripe/stripe-js compares this with the release train that it was made for.
Stripe.version = "endive";
Stripe.stripeJsLoaded = Date.now();
window.Stripe = Stripe;
