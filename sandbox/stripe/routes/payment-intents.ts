import { cancelChallenge, confirmPaymentIntent } from "../engine/confirm-payment-intent.ts";
import { capturePaymentIntent, cancelPaymentIntent } from "../engine/finish-payment-intent.ts";
import { checkAmount, checkCurrency } from "../engine/money.ts";
import {
  cardOptions,
  createPaymentIntent,
  publicPaymentIntent,
  unexpectedState,
} from "../engine/payment-intents.ts";
import { checkUsable, usePaymentMethod } from "../engine/payment-methods.ts";
import { mergeMetadata, toShipping } from "../engine/shared-params.ts";
import type { PaymentIntent, PaymentMethod } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { text, type Parsed } from "../protocol/params.ts";
import { route, type Call } from "../protocol/route.ts";
import type { RequestContext, Sandbox } from "../sandbox.ts";
import { checkClientSecret } from "./client-secret.ts";
import { findCustomer, findPaymentIntent } from "./find.ts";
import {
  cancelSpec,
  captureSpec,
  checkDescriptors,
  confirmSpec,
  createSpec,
  refuseMethodTypes,
  updateSpec,
} from "./payment-intent-params.ts";
import { paymentMethodFrom } from "./payment-method-data.ts";
import { searchPage, searchParams } from "./search.ts";

type Confirming = Pick<
  Parsed<typeof createSpec>,
  | "payment_method"
  | "payment_method_data"
  | "off_session"
  | "return_url"
  | "use_stripe_sdk"
  | "error_on_requires_action"
>;

function methodOf(
  sandbox: Sandbox,
  context: RequestContext,
  given: Pick<Confirming, "payment_method" | "payment_method_data">,
): PaymentMethod | null {
  if (given.payment_method_data !== undefined)
    return paymentMethodFrom(sandbox, context, given.payment_method_data);
  return typeof given.payment_method === "string" ? usePaymentMethod(sandbox, given.payment_method) : null;
}

function confirm(
  sandbox: Sandbox,
  intent: PaymentIntent,
  given: Confirming,
  method: PaymentMethod | null,
): void {
  confirmPaymentIntent(sandbox, intent, {
    paymentMethod: method,
    isOffSession: given.off_session ?? false,
    returnUrl: given.return_url ?? null,
    useStripeSdk: given.use_stripe_sdk ?? false,
    failOnAction: given.error_on_requires_action ?? false,
  });
}

function refuseWithoutConfirm(params: Parsed<typeof createSpec>): void {
  for (const name of [
    "off_session",
    "return_url",
    "error_on_requires_action",
    "mandate",
    "mandate_data",
  ] as const) {
    if (params[name] === undefined || params.confirm === true) continue;
    throw invalidRequest(`You can only use \`${name}\` when \`confirm=true\`.`, { param: name });
  }
}

function newIntent({ sandbox, params, context }: Call<typeof createSpec>): PaymentIntent {
  const currency = checkCurrency(params.currency);
  checkAmount(params.amount, currency);
  checkDescriptors(params);
  refuseWithoutConfirm(params);
  const customer = params.customer == null ? null : findCustomer(sandbox, params.customer).id;
  const paymentMethod = methodOf(sandbox, context, params);
  if (paymentMethod !== null) checkUsable(sandbox, paymentMethod, customer, "PaymentIntent");
  const intent = createPaymentIntent(sandbox, {
    amount: params.amount,
    currency,
    customer,
    captureMethod: params.capture_method ?? "automatic_async",
    confirmationMethod: params.confirmation_method ?? "automatic",
    allowRedirects: params.automatic_payment_methods?.allow_redirects ?? "always",
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    paymentMethod,
    receiptEmail: params.receipt_email ?? null,
    setupFutureUsage: params.setup_future_usage ?? null,
    shipping: toShipping(params.shipping),
    statementDescriptor: params.statement_descriptor ?? null,
    statementDescriptorSuffix: params.statement_descriptor_suffix ?? null,
    requestThreeDSecure: params.payment_method_options?.card?.request_three_d_secure ?? "automatic",
    transferGroup: params.transfer_group ?? null,
    excludedTypes: params.excluded_payment_method_types ?? null,
    allowedTypes: params.allowed_payment_method_types ?? null,
  });
  if (params.confirm === true) confirm(sandbox, intent, params, null);
  return intent;
}

const create = route({
  method: "POST",
  path: "/v1/payment_intents",
  params: createSpec,
  refuse: refuseMethodTypes,
  handle: newIntent,
});

const retrieve = route({
  method: "GET",
  path: "/v1/payment_intents/:id",
  keys: "any",
  params: { client_secret: text() },
  handle({ sandbox, params, id, context }) {
    const intent = findPaymentIntent(sandbox, id);
    checkClientSecret(context, intent.client_secret, params.client_secret, "PaymentIntent");
    return context.keyKind === "publishable" ? publicPaymentIntent(intent) : intent;
  },
});

function applyUpdate({ sandbox, params, context }: Call<typeof updateSpec>, intent: PaymentIntent): void {
  const currency = params.currency === undefined ? intent.currency : checkCurrency(params.currency);
  const amount = params.amount ?? intent.amount;
  checkAmount(amount, currency);
  checkDescriptors(params);
  const customer =
    params.customer === undefined
      ? intent.customer
      : params.customer === null
        ? null
        : findCustomer(sandbox, params.customer).id;
  const method = methodOf(sandbox, context, params);
  if (method !== null) checkUsable(sandbox, method, customer, "PaymentIntent");
  Object.assign(intent, { amount, currency, customer });
  if (params.description !== undefined) intent.description = params.description;
  if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email;
  if (params.setup_future_usage !== undefined) intent.setup_future_usage = params.setup_future_usage;
  if (params.shipping !== undefined) intent.shipping = toShipping(params.shipping);
  if (params.capture_method !== undefined) intent.capture_method = params.capture_method;
  if (params.statement_descriptor !== undefined) intent.statement_descriptor = params.statement_descriptor;
  if (params.statement_descriptor_suffix !== undefined)
    intent.statement_descriptor_suffix = params.statement_descriptor_suffix;
  if (params.transfer_group !== undefined) intent.transfer_group = params.transfer_group;
  const requested = params.payment_method_options?.card?.request_three_d_secure;
  if (requested !== undefined) intent.payment_method_options = cardOptions(requested);
  intent.metadata = mergeMetadata(intent.metadata, params.metadata);
  if (method === null && params.payment_method !== null) return;
  intent.payment_method = method?.id ?? null;
  intent.status = method === null ? "requires_payment_method" : "requires_confirmation";
}

const UPDATABLE = ["requires_payment_method", "requires_confirmation", "requires_action"];

const update = route({
  method: "POST",
  path: "/v1/payment_intents/:id",
  params: updateSpec,
  refuse: refuseMethodTypes,
  handle(call) {
    const { sandbox, params, id } = call;
    const intent = findPaymentIntent(sandbox, id);
    const isAlwaysAllowed = Object.keys(params).every((key) =>
      ["description", "metadata", "receipt_email", "shipping"].includes(key),
    );
    if (!isAlwaysAllowed && !UPDATABLE.includes(intent.status)) {
      throw unexpectedState(
        intent,
        `This PaymentIntent's ${Object.keys(params)[0] ?? "parameters"} could not be updated because it has a status of ` +
          `${intent.status}. You may only update the ${Object.keys(params)[0] ?? "parameters"} of a PaymentIntent with one of the ` +
          `following statuses: ${UPDATABLE.join(", ")}.`,
      );
    }
    // What the customer authenticates is an amount to a merchant: a change ends the open challenge.
    if (intent.status === "requires_action" && !isAlwaysAllowed) {
      cancelChallenge(sandbox, intent.id);
      intent.next_action = null;
      intent.status = "requires_confirmation";
    }
    applyUpdate(call, intent);
    return intent;
  },
});

const confirmRoute = route({
  method: "POST",
  path: "/v1/payment_intents/:id/confirm",
  keys: "any",
  params: confirmSpec,
  refuse: refuseMethodTypes,
  handle({ sandbox, params, id, context }) {
    const intent = findPaymentIntent(sandbox, id);
    checkClientSecret(context, intent.client_secret, params.client_secret, "PaymentIntent");
    const method = methodOf(sandbox, context, params);
    if (params.setup_future_usage !== undefined) intent.setup_future_usage = params.setup_future_usage;
    if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email;
    if (params.shipping !== undefined) intent.shipping = toShipping(params.shipping);
    const requested = params.payment_method_options?.card?.request_three_d_secure;
    if (requested !== undefined) intent.payment_method_options = cardOptions(requested);
    confirm(sandbox, intent, params, method);
    return context.keyKind === "publishable" ? publicPaymentIntent(intent) : intent;
  },
});

const capture = route({
  method: "POST",
  path: "/v1/payment_intents/:id/capture",
  params: captureSpec,
  handle({ sandbox, params, id }) {
    const intent = findPaymentIntent(sandbox, id);
    capturePaymentIntent(sandbox, intent, params.amount_to_capture);
    intent.metadata = mergeMetadata(intent.metadata, params.metadata);
    return intent;
  },
});

const cancel = route({
  method: "POST",
  path: "/v1/payment_intents/:id/cancel",
  params: cancelSpec,
  handle({ sandbox, params, id }) {
    const intent = findPaymentIntent(sandbox, id);
    cancelPaymentIntent(sandbox, intent, params.cancellation_reason ?? null);
    return intent;
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/payment_intents",
  params: { ...pageParams, created: timeRange(), customer: text(), customer_account: text() },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.paymentIntents,
      url: "/v1/payment_intents",
      kind: "payment_intent",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.customer === undefined || row.customer === params.customer),
    }),
});

const search = route({
  method: "GET",
  path: "/v1/payment_intents/search",
  params: searchParams,
  handle: ({ sandbox, params }) =>
    searchPage(params, sandbox.store.paymentIntents, "/v1/payment_intents/search"),
});

/** https://docs.stripe.com/api/payment_intents */
export const paymentIntentRoutes = [create, retrieve, update, confirmRoute, capture, cancel, listAll, search];
