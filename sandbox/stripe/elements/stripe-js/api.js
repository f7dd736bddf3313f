export const ORIGIN = window.__STRIPE_SANDBOX_ORIGIN__ ?? new URL(document.currentScript.src).origin;

function appendTo(form, name, value) {
  if (value === undefined) return;
  if (value === null) form.append(name, "");
  else if (Array.isArray(value)) value.forEach((item, index) => appendTo(form, `${name}[${index}]`, item));
  else if (typeof value === "object") {
    for (const [key, item] of Object.entries(value)) appendTo(form, `${name}[${key}]`, item);
  } else form.append(name, String(value));
}

function formOf(params) {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) appendTo(form, key, value);
  return form;
}

const CONNECTION_ERROR = {
  type: "api_connection_error",
  message:
    "We are experiencing issues connecting to our payments provider. Please check your internet connection and try again.",
};

/**
 * One call with the publishable key; resolves to the object or to `{ error }`, never rejects. `client` is what Stripe() was
 * given: key, connected account, API version.
 */
export async function callApi(client, method, path, params = {}) {
  const form = formOf(params);
  const url = method === "GET" ? `${ORIGIN}${path}?${form}` : `${ORIGIN}${path}`;
  const headers = {
    authorization: `Bearer ${client.key}`,
    ...(client.account ? { "stripe-account": client.account } : {}),
    ...(client.apiVersion ? { "stripe-version": client.apiVersion } : {}),
  };
  try {
    const response = await fetch(url, { method, headers, ...(method === "GET" ? {} : { body: form }) });
    const answer = await response.json();
    return response.ok ? answer : { error: answer.error };
  } catch {
    return { error: CONNECTION_ERROR };
  }
}
