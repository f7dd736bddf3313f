import { usePaymentMethod } from "../engine/payment-methods.ts";
import {
  cancelSetupIntent,
  confirmSetupIntent,
  createSetupIntent,
  publicSetupIntent,
} from "../engine/setup-intents.ts";
import { offerSetupTypes } from "../engine/offered-types.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import type { SetupIntent } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import {
  accepted,
  boolean,
  clearable,
  list,
  metadata,
  object,
  oneOf,
  required,
  text,
} from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";
import { useToken } from "../engine/confirmation-tokens.ts";
import { confirmedWith, type Confirmed } from "./confirmed-with.ts";
import { checkClientSecret } from "./client-secret.ts";
import { findCustomer, findSetupIntent } from "./find.ts";
import { mandateDataParams } from "./mandate-params.ts";
import { methodOptionsParams } from "./method-options-params.ts";
import { refuseMethodTypes } from "./method-type-params.ts";
import { chooseTypes } from "./type-choice.ts";
import { paymentMethodData } from "./payment-method-data.ts";

const confirming = {
  confirmation_token: text(),
  mandate_data: mandateDataParams,
  payment_method: clearable(text()),
  payment_method_data: paymentMethodData,
  payment_method_options: methodOptionsParams,
  return_url: text(),
  use_stripe_sdk: boolean(),
};

const createSpec = {
  ...confirming,
  attach_to_self: accepted(),
  automatic_payment_methods: object({
    enabled: required(boolean()),
    allow_redirects: oneOf("always", "never"),
  }),
  confirm: boolean(),
  customer: text(),
  customer_account: accepted(),
  description: clearable(text(1_000)),
  excluded_payment_method_types: list(text()),
  flow_directions: accepted(),
  metadata: metadata(),
  on_behalf_of: accepted(),
  allowed_payment_method_types: list(text()),
  payment_method_configuration: text(),
  payment_method_types: list(text()),
  single_use: accepted(),
  usage: oneOf("off_session", "on_session"),
};

function confirm(sandbox: Sandbox, intent: SetupIntent, confirmed: Confirmed): void {
  if (confirmed.token !== null) useToken(confirmed.token, intent);
  confirmSetupIntent(sandbox, intent, confirmed);
}

const create = route({
  method: "POST",
  path: "/v1/setup_intents",
  params: createSpec,
  refuse: refuseMethodTypes,
  handle({ sandbox, params, context }) {
    if (params.return_url !== undefined && params.confirm !== true) {
      throw invalidRequest("You can only use `return_url` when `confirm=true`.", { param: "return_url" });
    }
    const confirmed = confirmedWith(sandbox, context, params, "setup_intent");
    const intent = createSetupIntent(sandbox, {
      customer: params.customer === undefined ? null : findCustomer(sandbox, params.customer).id,
      description: params.description ?? null,
      metadata: mergeMetadata({}, params.metadata),
      paymentMethod: confirmed.paymentMethod,
      usage: params.usage ?? "off_session",
      allowRedirects:
        params.automatic_payment_methods?.enabled === false
          ? null
          : (params.automatic_payment_methods?.allow_redirects ?? "always"),
      requestThreeDSecure: params.payment_method_options?.card?.request_three_d_secure ?? "automatic",
      chooseTypes: (intent) => chooseTypes(sandbox, intent, params),
    });
    if (params.confirm === true) confirm(sandbox, intent, { ...confirmed, paymentMethod: null });
    return intent;
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/setup_intents/:id",
  keys: "any",
  params: { client_secret: text() },
  handle({ sandbox, params, id, context }) {
    const intent = findSetupIntent(sandbox, id);
    checkClientSecret(context, intent.client_secret, params.client_secret, "SetupIntent");
    return context.keyKind === "publishable" ? publicSetupIntent(intent) : intent;
  },
});

const update = route({
  method: "POST",
  path: "/v1/setup_intents/:id",
  params: {
    attach_to_self: accepted(),
    customer: text(),
    description: clearable(text(1_000)),
    excluded_payment_method_types: list(text()),
    flow_directions: accepted(),
    metadata: metadata(),
    payment_method: clearable(text()),
    payment_method_options: methodOptionsParams,
    allowed_payment_method_types: list(text()),
    payment_method_configuration: text(),
    payment_method_types: list(text()),
  },
  refuse: refuseMethodTypes,
  handle({ sandbox, params, id }) {
    const intent = findSetupIntent(sandbox, id);
    if (params.customer !== undefined) intent.customer = findCustomer(sandbox, params.customer).id;
    if (params.description !== undefined) intent.description = params.description;
    if (typeof params.payment_method === "string") {
      intent.payment_method = usePaymentMethod(sandbox, params.payment_method).id;
      intent.status = "requires_confirmation";
    }
    intent.metadata = mergeMetadata(intent.metadata ?? {}, params.metadata);
    chooseTypes(sandbox, intent, params);
    offerSetupTypes(sandbox, intent);
    return intent;
  },
});

const confirmRoute = route({
  method: "POST",
  path: "/v1/setup_intents/:id/confirm",
  keys: "any",
  params: {
    ...confirming,
    allowed_payment_method_types: list(text()),
    client_secret: text(),
  },
  handle({ sandbox, params, id, context }) {
    const intent = findSetupIntent(sandbox, id);
    checkClientSecret(context, intent.client_secret, params.client_secret, "SetupIntent");
    confirm(sandbox, intent, confirmedWith(sandbox, context, params, "setup_intent"));
    return context.keyKind === "publishable" ? publicSetupIntent(intent) : intent;
  },
});

const cancel = route({
  method: "POST",
  path: "/v1/setup_intents/:id/cancel",
  params: { cancellation_reason: oneOf("abandoned", "duplicate", "requested_by_customer") },
  handle({ sandbox, params, id }) {
    const intent = findSetupIntent(sandbox, id);
    cancelSetupIntent(sandbox, intent, params.cancellation_reason ?? null);
    return intent;
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/setup_intents",
  params: {
    ...pageParams,
    attach_to_self: accepted(),
    created: timeRange(),
    customer: text(),
    payment_method: text(),
  },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.setupIntents,
      url: "/v1/setup_intents",
      kind: "setupintent",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.customer === undefined || row.customer === params.customer) &&
        (params.payment_method === undefined || row.payment_method === params.payment_method),
    }),
});

/** https://docs.stripe.com/api/setup_intents */
export const setupIntentRoutes = [create, retrieve, update, confirmRoute, cancel, listAll];
