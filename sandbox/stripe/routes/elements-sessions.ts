import {
  enabledTypes,
  DEFAULT_CONFIGURATION_ID,
  findConfiguration,
} from "../engine/method-configurations.ts";
import { publicPaymentIntent } from "../engine/payment-intents.ts";
import { detachPaymentMethod } from "../engine/payment-methods.ts";
import { publicSetupIntent } from "../engine/setup-intents.ts";
import { newId } from "../ids.ts";
import { offeredTypes } from "../methods/eligibility.ts";
import { methodOf } from "../methods/registry.ts";
import type { PaymentMethod } from "../objects.ts";
import { invalidParameter, invalidRequest, noSuch } from "../protocol/errors.ts";
import { boolean, integer, list, object, oneOf, required, text, type Parsed } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { nowS, type RequestContext, type Sandbox } from "../sandbox.ts";
import type { CustomerSession } from "../store.ts";
import { checkClientSecret } from "./client-secret.ts";
import { findPaymentIntent, findSetupIntent } from "./find.ts";

type Offer = { readonly intent: object | null; readonly types: readonly string[] };

const deferredIntent = {
  allowed_payment_method_types: list(text()),
  amount: integer(),
  capture_method: oneOf("automatic", "automatic_async", "manual"),
  currency: text(),
  customer: boolean(),
  excluded_payment_method_types: list(text()),
  mode: oneOf("payment", "setup", "subscription"),
  payment_method_configuration: text(),
  setup_future_usage: oneOf("off_session", "on_session"),
};

/** What a deferred group of Elements would offer, from what the page says about the payment. */
function deferredTypes(sandbox: Sandbox, given: Partial<Parsed<typeof deferredIntent>>): string[] {
  const configuration =
    given.payment_method_configuration === undefined
      ? DEFAULT_CONFIGURATION_ID
      : findConfiguration(sandbox, given.payment_method_configuration).id;
  return offeredTypes(
    {
      enabled: enabledTypes(sandbox, configuration),
      allowed: given.allowed_payment_method_types ?? null,
      excluded: given.excluded_payment_method_types ?? null,
    },
    {
      amount: given.amount ?? null,
      currency: given.currency ?? null,
      hasCustomer: given.customer === true,
      isHeld: given.capture_method === "manual",
      isReused: given.mode === "setup" || given.setup_future_usage !== undefined,
      allowsRedirects: true,
    },
  );
}

/** The intent of a client secret as a browser may see it, and what it offers. */
function intentOf(sandbox: Sandbox, context: RequestContext, secret: string | undefined): Offer {
  if (secret === undefined) {
    throw invalidParameter("Missing required param: client_secret.", {
      code: "parameter_missing",
      param: "client_secret",
    });
  }
  const [id = ""] = secret.split("_secret_");
  if (id.startsWith("seti_")) {
    const intent = findSetupIntent(sandbox, id);
    checkClientSecret(context, intent.client_secret, secret, "SetupIntent");
    return { intent: publicSetupIntent(intent), types: intent.payment_method_types };
  }
  const intent = findPaymentIntent(sandbox, id);
  checkClientSecret(context, intent.client_secret, secret, "PaymentIntent");
  return { intent: publicPaymentIntent(intent), types: intent.payment_method_types };
}

function findSession(sandbox: Sandbox, secret: string): CustomerSession {
  const session = sandbox.store.customerSessions.peek(secret);
  if (session !== undefined && session.expiresAtS > nowS()) return session;
  throw invalidRequest("The customer session client secret is expired or invalid.", {
    param: "customer_session_client_secret",
  });
}

/** Saved methods that may be shown again, the latest first. https://docs.stripe.com/payments/save-customer-payment-methods */
function shownAgain(
  sandbox: Sandbox,
  { customerId, paymentElement }: CustomerSession,
  types: readonly string[],
): readonly PaymentMethod[] {
  if (paymentElement?.payment_method_redisplay !== "enabled") return [];
  const filters = paymentElement.payment_method_allow_redisplay_filters;
  return [...(sandbox.store.paymentMethods.newestFirst() ?? [])]
    .filter(
      (method) =>
        method.customer === customerId &&
        types.includes(method.type) &&
        filters.includes(method.allow_redisplay ?? "unspecified"),
    )
    .slice(0, paymentElement.payment_method_redisplay_limit);
}

function customerOf(sandbox: Sandbox, secret: string | undefined, types: readonly string[]): object | null {
  if (secret === undefined) return null;
  const session = findSession(sandbox, secret);
  return {
    id: session.customerId,
    features: session.paymentElement,
    payment_methods: shownAgain(sandbox, session, types),
  };
}

/** A type as the Payment Element draws it: what to ask, and what becomes of a confirmation. */
function specOf(type: string): object {
  const { title, asks, countries, confirmation, needsMandate } = methodOf(type);
  const next = confirmation.kind === "redirect" ? confirmation.action : confirmation.kind;
  return { type, title, fields: asks, countries, next_action: next, needs_mandate: needsMandate };
}

/**
 * What Stripe.js asks for before it draws Elements: which methods to offer, what each needs to know, what is saved already.
 * Stripe does not document it; the sandbox's own Stripe.js is the only caller.
 */
const retrieve = route({
  method: "GET",
  path: "/v1/elements/sessions",
  keys: "any",
  params: {
    client_secret: text(),
    customer_session_client_secret: text(),
    deferred_intent: object(deferredIntent),
    type: oneOf("deferred_intent", "payment_intent", "setup_intent"),
  },
  handle({ sandbox, params, context }) {
    const { intent, types }: Offer =
      params.type === "payment_intent" || params.type === "setup_intent"
        ? intentOf(sandbox, context, params.client_secret)
        : { intent: null, types: deferredTypes(sandbox, params.deferred_intent ?? {}) };
    return {
      object: "elements_session",
      id: newId("elements_session_"),
      intent,
      payment_method_preference: { ordered_payment_method_types: types },
      payment_method_specs: types.map(specOf),
      customer: customerOf(sandbox, params.customer_session_client_secret, types),
    };
  },
});

/** The customer takes a saved method away, where the session allows it. Stripe does not document this one either. */
const remove = route({
  method: "POST",
  path: "/v1/elements/payment_methods/:id/detach",
  keys: "any",
  params: { customer_session_client_secret: required(text()) },
  handle({ sandbox, params, id }) {
    const session = findSession(sandbox, params.customer_session_client_secret);
    const method = sandbox.store.paymentMethods.find(id);
    if (method === undefined || method.customer !== session.customerId)
      throw noSuch("PaymentMethod", id, "payment_method");
    if (session.paymentElement?.payment_method_remove !== "enabled")
      throw invalidRequest("This customer session does not allow payment methods to be removed.");
    detachPaymentMethod(sandbox, method);
    return method;
  },
});

export const elementsSessionRoutes = [retrieve, remove];
