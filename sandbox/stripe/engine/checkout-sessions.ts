import { changeAndEmit, emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { CheckoutSession, LineItem, Metadata, PaymentIntent, SetupIntent } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { IntentData } from "./intent-data.ts";
import { currencyOf, totalOf } from "./line-items.ts";
import { DEFAULT_CONFIGURATION_ID } from "./method-configurations.ts";
import { createSetupIntent } from "./setup-intents.ts";

const HOUR_S = 3_600;

export type NewSession = {
  readonly mode: "payment" | "setup";
  readonly items: readonly LineItem[];
  /** For setup mode, which has no lines to take it from. */
  readonly currency: string | null;
  readonly successUrl: string | null;
  readonly cancelUrl: string | null;
  readonly clientReferenceId: string | null;
  readonly customer: string | null;
  readonly customerCreation: "always" | "if_required";
  readonly customerEmail: string | null;
  readonly expiresAt: number | undefined;
  readonly metadata: Metadata;
  readonly intent: IntentData;
  readonly paymentLink: string | null;
  readonly locale: string | null;
  readonly submitType: string | null;
  readonly submitMessage: string | null;
  readonly billingAddress: "auto" | "required" | null;
  readonly collectsPhone: boolean;
  readonly shippingCountries: readonly string[] | null;
  readonly excludedTypes: readonly string[] | null;
  readonly allowedTypes: readonly string[] | null;
  readonly integrationIdentifier: string | null;
  readonly originContext: string | null;
};

type Settings = Pick<
  CheckoutSession,
  | "allowed_payment_method_types"
  | "billing_address_collection"
  | "custom_text"
  | "integration_identifier"
  | "locale"
  | "origin_context"
  | "phone_number_collection"
  | "shipping_address_collection"
  | "submit_type"
>;

function settingsOf(given: NewSession): Settings {
  return {
    allowed_payment_method_types: given.allowedTypes === null ? null : [...given.allowedTypes],
    ...(given.excludedTypes === null ? {} : { excluded_payment_method_types: [...given.excludedTypes] }),
    billing_address_collection: given.billingAddress,
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: given.submitMessage === null ? null : { message: given.submitMessage },
      terms_of_service_acceptance: null,
    },
    integration_identifier: given.integrationIdentifier,
    locale: given.locale,
    origin_context: given.originContext,
    phone_number_collection: { enabled: given.collectsPhone },
    shipping_address_collection:
      given.shippingCountries === null ? null : { allowed_countries: [...given.shippingCountries] },
    submit_type: given.submitType,
  };
}

/** What belongs to Stripe's other products, which the sandbox leaves out. */
const NOT_USED = {
  adaptive_pricing: null,
  after_expiration: null,
  allow_promotion_codes: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  customer_account: null,
  customer_details: null,
  discounts: null,
  invoice: null,
  invoice_creation: null,
  managed_payments: null,
  payment_method_options: null,
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  shipping_cost: null,
  shipping_options: [],
  subscription: null,
  wallet_options: null,
} as const;

function buildSession(sandbox: Sandbox, given: NewSession): CheckoutSession {
  const { mode, items } = given;
  const id = newId("cs_test_");
  const currency = mode === "payment" ? currencyOf(items) : given.currency;
  const total = mode === "payment" ? totalOf(items, currency ?? "usd") : null;
  const isFree = total === 0 || total === null;
  return {
    ...NOT_USED,
    automatic_tax: { ...NOT_USED.automatic_tax },
    custom_fields: [],
    shipping_options: [],
    ...settingsOf(given),
    id,
    object: "checkout.session",
    amount_subtotal: total,
    amount_total: total,
    cancel_url: given.cancelUrl,
    client_reference_id: given.clientReferenceId,
    created: nowS(),
    currency,
    customer: given.customer,
    customer_creation: given.customer === null && mode === "payment" ? given.customerCreation : null,
    customer_email: given.customerEmail,
    expires_at: given.expiresAt ?? nowS() + 24 * HOUR_S,
    livemode: false,
    metadata: given.metadata,
    mode,
    payment_intent: null,
    payment_link: given.paymentLink,
    payment_method_collection: mode === "payment" ? "if_required" : null,
    payment_method_configuration_details: { id: DEFAULT_CONFIGURATION_ID, parent: null },
    payment_method_types: ["card"],
    payment_status: isFree ? "no_payment_required" : "unpaid",
    setup_intent: null,
    status: "open",
    success_url: given.successUrl,
    total_details: total === null ? null : { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${sandbox.origin}/c/pay/${id}`,
  };
}

/** https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at */
function checkExpiry(expiresAt: number | undefined): void {
  if (expiresAt === undefined) return;
  const left = expiresAt - nowS();
  if (left >= HOUR_S / 2 && left <= 24 * HOUR_S) return;
  throw invalidRequest(
    left < HOUR_S / 2
      ? "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
      : "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    { param: "expires_at" },
  );
}

/** An intent offers what its session was told to. */
export function passTypesOn(session: CheckoutSession, intent: PaymentIntent | SetupIntent): void {
  intent.allowed_payment_method_types = session.allowed_payment_method_types;
  intent.excluded_payment_method_types = session.excluded_payment_method_types ?? null;
}

/** https://docs.stripe.com/api/checkout/sessions/create */
export function createSession(sandbox: Sandbox, given: NewSession): CheckoutSession {
  checkExpiry(given.expiresAt);
  const session = sandbox.store.checkoutSessions.insert(buildSession(sandbox, given));
  sandbox.store.lineItems.set(session.id, [...given.items]);
  sandbox.store.sessionIntents.set(session.id, given.intent);
  if (given.mode === "setup") {
    const setup = createSetupIntent(sandbox, {
      customer: given.customer,
      description: given.intent.description,
      metadata: given.intent.metadata,
      paymentMethod: null,
      usage: "off_session",
      allowRedirects: "always",
      requestThreeDSecure: given.intent.requestThreeDSecure,
      chooseTypes: (created) => passTypesOn(session, created),
    });
    session.setup_intent = setup.id;
    sandbox.store.sessionOfIntent.set(setup.id, session.id);
  }
  sandbox.later.at(session.expires_at * 1_000, "expire_session", session.id);
  return session;
}

/** https://docs.stripe.com/api/checkout/sessions/expire */
export function expireSession(sandbox: Sandbox, session: CheckoutSession): void {
  if (session.status !== "open") {
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${String(session.status)}.`,
      { param: "session" },
    );
  }
  changeAndEmit(sandbox, "checkout.session.expired", session, (changed) => {
    changed.status = "expired";
    changed.url = null;
  });
}

/** A session that nobody completed in time. */
export function expireUnpaid(sandbox: Sandbox, id: string): void {
  const session = sandbox.store.checkoutSessions.find(id);
  if (session?.status === "open") expireSession(sandbox, session);
}

/** https://docs.stripe.com/checkout/fulfillment: what the merchant fulfills by. */
export function completeSession(sandbox: Sandbox, session: CheckoutSession, isPaid: boolean): void {
  if (session.status !== "open") return;
  session.status = "complete";
  session.url = null;
  if (session.payment_status === "unpaid" && isPaid) session.payment_status = "paid";
  countForLink(sandbox, session);
  emit(sandbox, "checkout.session.completed", session);
}

/** https://docs.stripe.com/payment-links/share#limit-number-of-payments */
function countForLink(sandbox: Sandbox, session: CheckoutSession): void {
  const link =
    session.payment_link === null ? undefined : sandbox.store.paymentLinks.find(session.payment_link);
  const limit = link?.restrictions?.completed_sessions;
  if (link === undefined || limit === undefined) return;
  changeAndEmit(sandbox, "payment_link.updated", link, () => {
    limit.count += 1;
    if (limit.count >= limit.limit) link.active = false;
  });
}
