import { confirmPaymentIntent } from "../engine/confirm-payment-intent.ts";
import { capturePaymentIntent, cancelPaymentIntent } from "../engine/finish-payment-intent.ts";
import { checkAmount, checkCurrency } from "../engine/money.ts";
import { mergeOptions } from "../engine/method-options.ts";
import { offerPaymentTypes } from "../engine/offered-types.ts";
import { createPaymentIntent, publicPaymentIntent } from "../engine/payment-intents.ts";
import { checkUsable } from "../engine/payment-methods.ts";
import { mergeMetadata, toShipping } from "../engine/shared-params.ts";
import type { PaymentIntent } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { text, type Parsed } from "../protocol/params.ts";
import { route, type Call } from "../protocol/route.ts";
import type { RequestContext, Sandbox } from "../sandbox.ts";
import { useToken } from "../engine/confirmation-tokens.ts";
import { agreedUsage, confirmedWith, type Confirmed } from "./confirmed-with.ts";
import { applyConnect, transferAtCapture } from "./connect-params.ts";
import { checkClientSecret } from "./client-secret.ts";
import { findCustomer, findPaymentIntent } from "./find.ts";
import {
  cancelSpec,
  captureSpec,
  checkDescriptors,
  confirmSpec,
  createSpec,
} from "./payment-intent-params.ts";
import { refuseMethodTypes } from "./method-type-params.ts";
import { chooseTypes } from "./type-choice.ts";
import { searchPage, searchParams } from "./search.ts";
import { updatePaymentIntent } from "./update-payment-intent.ts";

type Confirming = Pick<Parsed<typeof createSpec>, "off_session" | "error_on_requires_action">;

function confirm(sandbox: Sandbox, intent: PaymentIntent, given: Confirming, confirmed: Confirmed): void {
  if (confirmed.token !== null) useToken(confirmed.token, intent);
  confirmPaymentIntent(sandbox, intent, {
    ...confirmed,
    isOffSession: given.off_session ?? false,
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
    "confirmation_token",
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
  const confirmed = confirmedWith(sandbox, context, params, "payment_intent");
  const { paymentMethod, token } = confirmed;
  if (paymentMethod !== null) checkUsable(sandbox, paymentMethod, customer, "PaymentIntent");
  const intent = createPaymentIntent(sandbox, {
    amount: params.amount,
    currency,
    customer,
    captureMethod: params.capture_method ?? "automatic_async",
    confirmationMethod: params.confirmation_method ?? "automatic",
    // Without automatic methods an intent takes cards alone, which never redirect.
    allowRedirects:
      params.automatic_payment_methods?.enabled === false
        ? null
        : (params.automatic_payment_methods?.allow_redirects ?? "always"),
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    paymentMethod,
    receiptEmail: params.receipt_email ?? null,
    setupFutureUsage: agreedUsage(token, params.setup_future_usage ?? null),
    shipping: toShipping(params.shipping) ?? token?.shipping ?? null,
    statementDescriptor: params.statement_descriptor ?? null,
    statementDescriptorSuffix: params.statement_descriptor_suffix ?? null,
    options: mergeOptions(null, params.payment_method_options),
    transferGroup: params.transfer_group ?? null,
    chooseTypes: (intent) => chooseTypes(sandbox, intent, params),
  });
  applyConnect(sandbox, intent, params);
  if (params.confirm === true) confirm(sandbox, intent, params, { ...confirmed, paymentMethod: null });
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

/** https://docs.stripe.com/payments/build-a-two-step-confirmation */
function refuseManual(context: RequestContext, intent: PaymentIntent): void {
  if (context.keyKind === "secret" || intent.confirmation_method !== "manual") return;
  throw invalidRequest(
    "This PaymentIntent has confirmation_method=manual and cannot be confirmed using your publishable key. Use your secret " +
      "key instead, or create a PaymentIntent with confirmation_method=automatic.",
    { payment_intent: publicPaymentIntent(intent) },
  );
}

const confirmRoute = route({
  method: "POST",
  path: "/v1/payment_intents/:id/confirm",
  keys: "any",
  params: confirmSpec,
  refuse: refuseMethodTypes,
  handle({ sandbox, params, id, context }) {
    const intent = findPaymentIntent(sandbox, id);
    checkClientSecret(context, intent.client_secret, params.client_secret, "PaymentIntent");
    refuseManual(context, intent);
    const confirmed = confirmedWith(sandbox, context, params, "payment_intent");
    const { token } = confirmed;
    intent.setup_future_usage = agreedUsage(
      token,
      params.setup_future_usage === undefined ? intent.setup_future_usage : params.setup_future_usage,
    );
    if (token?.shipping != null) intent.shipping = token.shipping;
    if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email;
    if (params.shipping !== undefined) intent.shipping = toShipping(params.shipping);
    intent.payment_method_options = mergeOptions(
      intent.payment_method_options,
      params.payment_method_options,
    );
    chooseTypes(sandbox, intent, params);
    offerPaymentTypes(sandbox, intent);
    confirm(sandbox, intent, params, confirmed);
    return context.keyKind === "publishable" ? publicPaymentIntent(intent) : intent;
  },
});

const capture = route({
  method: "POST",
  path: "/v1/payment_intents/:id/capture",
  params: captureSpec,
  handle({ sandbox, params, id }) {
    const intent = findPaymentIntent(sandbox, id);
    applyConnect(sandbox, intent, {
      application_fee_amount: params.application_fee_amount,
      transfer_data: transferAtCapture(intent, params.transfer_data?.amount),
    });
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
export const paymentIntentRoutes = [
  create,
  retrieve,
  updatePaymentIntent,
  confirmRoute,
  capture,
  cancel,
  listAll,
  search,
];
