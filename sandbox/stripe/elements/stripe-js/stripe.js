import { ElementsGroup } from "./elements-group.js";
import { integrationError } from "./integration-error.js";
import { confirmIntent, createPaymentMethod, handleNextAction, retrieveIntent } from "./intents.js";

/** Calls that merchants may make with Stripe and that the sandbox does not simulate answer so, instead of hanging. */
const notSimulated = (name) => async () => ({
  error: { type: "invalid_request_error", message: `stripe.${name}() is not part of the sandbox.` },
});

const wrappers = [];

function Stripe(publishableKey, options) {
  if (typeof publishableKey !== "string" || publishableKey === "") {
    throw integrationError("Please call Stripe() with your publishable key. You used an empty string.");
  }
  if (publishableKey.startsWith("sk_")) {
    throw integrationError(
      "You should not use your secret key with Stripe.js. Please pass a publishable key instead.",
    );
  }
  return {
    _apiKey: publishableKey,
    _keyMode: "test",
    _options: options,
    _registerWrapper: (wrapper) => void wrappers.push(wrapper),
    registerAppInfo: (info) => void wrappers.push(info),
    elements: (elementsOptions = {}) => new ElementsGroup(publishableKey, elementsOptions),
    confirmPayment: (given) => confirmIntent(publishableKey, "payment", given),
    confirmSetup: (given) => confirmIntent(publishableKey, "setup", given),
    handleNextAction: (given) => handleNextAction(publishableKey, given),
    retrievePaymentIntent: (clientSecret) => retrieveIntent(publishableKey, clientSecret),
    retrieveSetupIntent: (clientSecret) => retrieveIntent(publishableKey, clientSecret),
    createPaymentMethod,
    confirmCardPayment: (clientSecret, data = {}) =>
      confirmIntent(publishableKey, "payment", {
        clientSecret,
        confirmParams: data,
        redirect: "if_required",
      }),
    confirmCardSetup: (clientSecret, data = {}) =>
      confirmIntent(publishableKey, "setup", { clientSecret, confirmParams: data, redirect: "if_required" }),
    handleCardAction: (clientSecret) => handleNextAction(publishableKey, { clientSecret }),
    createToken: notSimulated("createToken"),
    createSource: notSimulated("createSource"),
    createConfirmationToken: notSimulated("createConfirmationToken"),
  };
}

// @stripe/stripe-js compares this with the release train that it was made for.
Stripe.version = "endive";
Stripe.stripeJsLoaded = Date.now();
window.Stripe = Stripe;
