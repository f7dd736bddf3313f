import { word } from "./words.js";

let client = { key: "" };

/** Whose calls these are: the merchant's publishable key, and what else Stripe() was given. */
export function speakFor(given) {
  client = given;
}

function flatten(prefix, value, form) {
  if (value === undefined || value === null) return;
  if (typeof value === "object") {
    for (const [key, item] of Object.entries(value)) {
      flatten(prefix === "" ? key : `${prefix}[${key}]`, item, form);
    }
  } else form.append(prefix, String(value));
}

/** One call to the API; resolves to the object or to `{ error }`, never rejects. */
export async function call(method, path, params = {}) {
  const form = new URLSearchParams();
  flatten("", params, form);
  const headers = {
    authorization: `Bearer ${client.key}`,
    ...(client.account ? { "stripe-account": client.account } : {}),
    ...(client.apiVersion ? { "stripe-version": client.apiVersion } : {}),
  };
  try {
    const query = method === "GET" ? `?${form}` : "";
    const response = await fetch(`${path}${query}`, {
      method,
      headers,
      ...(method === "GET" ? {} : { body: form }),
    });
    return await response.json();
  } catch {
    return { error: { type: "api_connection_error", message: word("connection") } };
  }
}

/** What is offered for the intent, or for the amount of one that does not exist yet. */
export function fetchSession(intent, customerSession) {
  const { clientSecret, mode, amount, currency, setupFutureUsage, captureMethod } = intent;
  const kind = clientSecret?.startsWith("seti_") ? "setup_intent" : "payment_intent";
  const about =
    clientSecret === undefined
      ? {
          type: "deferred_intent",
          deferred_intent: {
            mode: mode ?? "payment",
            amount: mode === "setup" ? undefined : amount,
            currency,
            customer: customerSession === undefined ? undefined : true,
            setup_future_usage: setupFutureUsage,
            capture_method: captureMethod,
            payment_method_configuration: intent.paymentMethodConfiguration,
            allowed_payment_method_types: intent.allowedTypes,
            excluded_payment_method_types: intent.excludedTypes,
          },
        }
      : { type: kind, client_secret: clientSecret };
  return call("GET", "/v1/elements/sessions", {
    ...about,
    customer_session_client_secret: customerSession,
  });
}
