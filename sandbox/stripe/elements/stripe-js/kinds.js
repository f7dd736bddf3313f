import { callApi } from "./api.js";
import { integrationError } from "./integration-error.js";

/** What differs between paying and setting up. */
export const KINDS = {
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

export function idOf(clientSecret) {
  const [id, secret] = String(clientSecret ?? "").split("_secret_");
  if (!id || !secret)
    throw integrationError("Invalid client secret: it should be of the form ${id}_secret_${secret}.");
  return id;
}

/** The current state of the intent behind a client secret. */
export async function retrieveIntent(client, clientSecret) {
  const kind = kindOf(clientSecret);
  const intent = await callApi(client, "GET", `${kind.path}/${idOf(clientSecret)}`, {
    client_secret: clientSecret,
  });
  return intent.error ? { error: intent.error } : { [kind.result]: intent };
}
