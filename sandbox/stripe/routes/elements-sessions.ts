import {
  enabledTypes,
  DEFAULT_CONFIGURATION_ID,
  findConfiguration,
} from "../engine/method-configurations.ts";
import { newId } from "../ids.ts";
import { offeredTypes } from "../methods/eligibility.ts";
import { methodOf } from "../methods/registry.ts";
import { invalidParameter } from "../protocol/errors.ts";
import { boolean, integer, list, object, oneOf, text, type Parsed } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { RequestContext, Sandbox } from "../sandbox.ts";
import { checkClientSecret } from "./client-secret.ts";
import { findPaymentIntent, findSetupIntent } from "./find.ts";

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

/** What an intent offers, for whoever has its client secret. */
function intentTypes(sandbox: Sandbox, context: RequestContext, secret: string | undefined): string[] {
  if (secret === undefined) {
    throw invalidParameter("Missing required param: client_secret.", {
      code: "parameter_missing",
      param: "client_secret",
    });
  }
  const [id = ""] = secret.split("_secret_");
  const intent = id.startsWith("seti_") ? findSetupIntent(sandbox, id) : findPaymentIntent(sandbox, id);
  checkClientSecret(context, intent.client_secret, secret, "intent");
  return intent.payment_method_types;
}

/** A type as the Payment Element draws it: what to ask, and what becomes of a confirmation. */
function specOf(type: string): object {
  const { title, asks, countries, confirmation, needsMandate } = methodOf(type);
  const next = confirmation.kind === "redirect" ? confirmation.action : confirmation.kind;
  return { type, title, fields: asks, countries, next_action: next, needs_mandate: needsMandate };
}

/**
 * What Stripe.js asks for before it draws Elements: which methods to offer and what each needs to know.
 * Stripe does not document it; the sandbox's own Stripe.js is the only caller.
 */
const retrieve = route({
  method: "GET",
  path: "/v1/elements/sessions",
  keys: "any",
  params: {
    client_secret: text(),
    deferred_intent: object(deferredIntent),
    type: oneOf("deferred_intent", "payment_intent", "setup_intent"),
  },
  handle({ sandbox, params, context }) {
    const types =
      params.type === "payment_intent" || params.type === "setup_intent"
        ? intentTypes(sandbox, context, params.client_secret)
        : deferredTypes(sandbox, params.deferred_intent ?? {});
    return {
      object: "elements_session",
      id: newId("elements_session_"),
      payment_method_preference: { ordered_payment_method_types: types },
      payment_method_specs: types.map(specOf),
    };
  },
});

export const elementsSessionRoutes = [retrieve];
