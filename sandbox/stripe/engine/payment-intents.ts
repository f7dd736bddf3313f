import { emit } from "../events.ts";
import { newClientSecret, newId } from "../ids.ts";
import type { Metadata, PaymentIntent, PaymentMethod, Shipping } from "../objects.ts";
import { invalidRequest, type ApiError } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { DEFAULT_CONFIGURATION_ID } from "./method-configurations.ts";
import { offerPaymentTypes } from "./offered-types.ts";

export type NewPaymentIntent = {
  readonly amount: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly captureMethod: "automatic" | "automatic_async" | "manual";
  readonly confirmationMethod: "automatic" | "manual";
  /** `null` when automatic payment methods are switched off. */
  readonly allowRedirects: "always" | "never" | null;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly paymentMethod: PaymentMethod | null;
  readonly receiptEmail: string | null;
  readonly setupFutureUsage: PaymentIntent["setup_future_usage"];
  readonly shipping: Shipping | null;
  readonly statementDescriptor: string | null;
  readonly statementDescriptorSuffix: string | null;
  readonly options: PaymentIntent["payment_method_options"];
  readonly transferGroup: string | null;
  /** Writes down which types of payment methods are wanted, before the intent says which of them it offers. */
  readonly chooseTypes: (intent: PaymentIntent) => void;
};

/** https://docs.stripe.com/api/payment_intents/create */
export function createPaymentIntent(sandbox: Sandbox, given: NewPaymentIntent): PaymentIntent {
  const intent = buildPaymentIntent(given);
  given.chooseTypes(intent);
  offerPaymentTypes(sandbox, intent);
  sandbox.store.paymentIntents.insert(intent);
  emit(sandbox, "payment_intent.created", intent);
  return intent;
}

function buildPaymentIntent(given: NewPaymentIntent): PaymentIntent {
  const id = newId("pi_");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods:
      given.allowRedirects === null ? null : { allow_redirects: given.allowRedirects, enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: given.captureMethod,
    client_secret: newClientSecret(id),
    confirmation_method: given.confirmationMethod,
    created: nowS(),
    currency: given.currency,
    customer: given.customer,
    customer_account: null,
    description: given.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: given.paymentMethod?.id ?? null,
    // Without automatic methods and without a list of its own an intent takes cards alone.
    payment_method_configuration_details:
      given.allowRedirects === null ? null : { id: DEFAULT_CONFIGURATION_ID, parent: null },
    payment_method_options: given.options,
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: given.receiptEmail,
    review: null,
    setup_future_usage: given.setupFutureUsage,
    shipping: given.shipping,
    source: null,
    statement_descriptor: given.statementDescriptor,
    statement_descriptor_suffix: given.statementDescriptorSuffix,
    status: given.paymentMethod === null ? "requires_payment_method" : "requires_confirmation",
    transfer_data: null,
    transfer_group: given.transferGroup,
  };
}

/** https://docs.stripe.com/error-codes/payment-intent-unexpected-state */
export function unexpectedState(intent: PaymentIntent, message: string): ApiError {
  return invalidRequest(message, { code: "payment_intent_unexpected_state", payment_intent: intent });
}

/** Refuses when the intent is in none of the given states. */
export function requireState(intent: PaymentIntent, states: readonly string[], verb: string): void {
  if (states.includes(intent.status)) return;
  if (verb === "confirm" && intent.status === "succeeded") {
    throw unexpectedState(
      intent,
      "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
    );
  }
  const participle =
    { confirm: "confirmed", cancel: "canceled", capture: "captured", update: "updated" }[verb] ?? verb;
  throw unexpectedState(
    intent,
    `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}. ` +
      `Only a PaymentIntent with one of the following statuses may be ${participle}: ${states.join(", ")}.`,
  );
}

const PUBLIC_KEYS = [
  "id",
  "object",
  "amount",
  "amount_details",
  "automatic_payment_methods",
  "canceled_at",
  "cancellation_reason",
  "capture_method",
  "client_secret",
  "confirmation_method",
  "created",
  "currency",
  "description",
  "last_payment_error",
  "livemode",
  "next_action",
  "payment_method",
  "payment_method_configuration_details",
  "payment_method_types",
  "processing",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "source",
  "status",
] as const satisfies readonly (keyof PaymentIntent)[];

/** What a publishable key and the client secret may see of an intent. */
export function publicPaymentIntent(intent: PaymentIntent): object {
  return Object.fromEntries(PUBLIC_KEYS.map((key) => [key, intent[key]]));
}
