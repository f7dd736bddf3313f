import { createSession, expireSession } from "../engine/checkout-sessions.ts";
import { PLAIN_INTENT, type IntentData } from "../engine/intent-data.ts";
import { checkCurrency } from "../engine/money.ts";
import { mergeMetadata, toShipping } from "../engine/shared-params.ts";
import type { CheckoutSession } from "../objects.ts";
import { invalidParameter, invalidRequest, noSuch } from "../protocol/errors.ts";
import { inRange, listPage, listRows, pageParams, timeRange } from "../protocol/pagination.ts";
import { metadata, notSimulated, object, oneOf, text, type Parsed } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";
import { createSpec } from "./checkout-session-params.ts";
import { findCustomer } from "./find.ts";
import { readLineItems } from "./line-item-params.ts";
import { checkDescriptors } from "./payment-intent-params.ts";

type Given = Parsed<typeof createSpec>;

function missing(param: string): never {
  throw invalidParameter(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

/** https://docs.stripe.com/error-codes/url-invalid */
export function checkUrl(url: string | undefined, param: string): void {
  if (url === undefined) return;
  // The template variable stands for an id, which may be anywhere in the address.
  const plain = url.replaceAll(/[{}]/g, "");
  if (URL.canParse(plain) && /^https?:$/.test(new URL(plain).protocol)) return;
  throw invalidRequest("Not a valid URL", { code: "url_invalid", param });
}

function checkGiven(given: Given): void {
  if (given.success_url === undefined) missing("success_url");
  checkUrl(given.success_url, "success_url");
  checkUrl(given.cancel_url, "cancel_url");
  if (given.customer !== undefined && given.customer_email !== undefined)
    throw invalidRequest("You may only specify one of these parameters: customer, customer_email.", {
      param: "customer",
    });
  if (given.customer !== undefined && given.customer_creation !== undefined)
    throw invalidRequest("You may only specify one of these parameters: customer, customer_creation.", {
      param: "customer_creation",
    });
  const isPayment = given.mode === "payment";
  const wrong = isPayment
    ? given.setup_intent_data && "setup_intent_data"
    : (given.payment_intent_data && "payment_intent_data") || (given.line_items && "line_items");
  if (wrong !== undefined)
    throw invalidRequest(`You can not pass \`${wrong}\` in \`${given.mode}\` mode.`, { param: wrong });
  if (isPayment && (given.line_items ?? []).length === 0) missing("line_items");
  if (!isPayment && given.currency === undefined) missing("currency");
  if (given.automatic_tax?.enabled === true) notSimulated().read("true", "automatic_tax[enabled]");
  checkDescriptors(given.payment_intent_data ?? {});
}

function intentDataOf(given: Given): IntentData {
  const requestThreeDSecure =
    given.payment_method_options?.card?.request_three_d_secure ?? PLAIN_INTENT.requestThreeDSecure;
  const data = given.payment_intent_data;
  const setup = given.setup_intent_data;
  return {
    captureMethod: data?.capture_method ?? PLAIN_INTENT.captureMethod,
    description: data?.description ?? setup?.description ?? null,
    metadata: mergeMetadata({}, data?.metadata ?? setup?.metadata),
    receiptEmail: data?.receipt_email ?? null,
    requestThreeDSecure,
    setupFutureUsage: data?.setup_future_usage ?? null,
    shipping: toShipping(data?.shipping),
    statementDescriptor: data?.statement_descriptor ?? null,
    statementDescriptorSuffix: data?.statement_descriptor_suffix ?? null,
    transferGroup: data?.transfer_group ?? null,
  };
}

export function findSession(sandbox: Sandbox, id: string): CheckoutSession {
  const found = sandbox.store.checkoutSessions.find(id);
  if (found === undefined) throw noSuch("checkout.session", id, "session");
  return found;
}

const create = route({
  method: "POST",
  path: "/v1/checkout/sessions",
  params: createSpec,
  handle({ sandbox, params }) {
    checkGiven(params);
    const customer = params.customer === undefined ? null : findCustomer(sandbox, params.customer);
    return createSession(sandbox, {
      mode: params.mode,
      items: readLineItems(sandbox, params.line_items ?? []),
      currency: params.currency === undefined ? null : checkCurrency(params.currency),
      successUrl: params.success_url ?? null,
      cancelUrl: params.cancel_url ?? null,
      clientReferenceId: params.client_reference_id ?? null,
      customer: customer?.id ?? null,
      customerCreation: params.customer_creation ?? "if_required",
      customerEmail: params.customer_email ?? null,
      expiresAt: params.expires_at,
      metadata: mergeMetadata({}, params.metadata),
      intent: intentDataOf(params),
      paymentLink: null,
      locale: params.locale ?? null,
      submitType: params.submit_type ?? null,
      submitMessage: params.custom_text?.submit?.message ?? null,
      billingAddress: params.billing_address_collection ?? null,
      collectsPhone: params.phone_number_collection?.enabled ?? false,
      shippingCountries: params.shipping_address_collection?.allowed_countries ?? null,
      excludedTypes: params.excluded_payment_method_types ?? null,
      allowedTypes: params.allowed_payment_method_types ?? null,
      integrationIdentifier: params.integration_identifier ?? null,
      originContext: params.origin_context ?? null,
    });
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/checkout/sessions/:id",
  params: {},
  handle: ({ sandbox, id }) => findSession(sandbox, id),
});

const update = route({
  method: "POST",
  path: "/v1/checkout/sessions/:id",
  params: {
    collected_information: notSimulated(),
    line_items: notSimulated(),
    metadata: metadata(),
    payment_intent_data: notSimulated(),
    shipping_options: notSimulated(),
  },
  handle({ sandbox, params, id }) {
    const session = findSession(sandbox, id);
    session.metadata = mergeMetadata(session.metadata ?? {}, params.metadata);
    return session;
  },
});

const expire = route({
  method: "POST",
  path: "/v1/checkout/sessions/:id/expire",
  params: {},
  handle({ sandbox, id }) {
    const session = findSession(sandbox, id);
    expireSession(sandbox, session);
    return session;
  },
});

const lineItems = route({
  method: "GET",
  path: "/v1/checkout/sessions/:id/line_items",
  params: pageParams,
  handle({ sandbox, params, id }) {
    findSession(sandbox, id);
    const rows = sandbox.store.lineItems.peek(id) ?? [];
    return listRows(params, { rows, url: `/v1/checkout/sessions/${id}/line_items`, kind: "item" });
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/checkout/sessions",
  params: {
    ...pageParams,
    created: timeRange(),
    customer: text(),
    customer_account: text(),
    customer_details: object({ email: text() }),
    payment_intent: text(),
    payment_link: text(),
    status: oneOf("complete", "expired", "open"),
    subscription: notSimulated(),
  },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.checkoutSessions,
      url: "/v1/checkout/sessions",
      kind: "checkout.session",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.customer_details?.email === undefined ||
          row.customer_details?.email === params.customer_details.email) &&
        (["customer", "customer_account", "payment_intent", "payment_link", "status"] as const).every(
          (key) => params[key] === undefined || row[key] === params[key],
        ),
    }),
});

/** https://docs.stripe.com/api/checkout/sessions */
export const checkoutSessionRoutes = [create, retrieve, update, expire, lineItems, listAll];
