import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { Address, CheckoutSession, PaymentIntent, PaymentMethod, SetupIntent } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { completeSession, passTypesOn } from "./checkout-sessions.ts";
import { confirmPaymentIntent } from "./confirm-payment-intent.ts";
import { emptyCustomer } from "./customers.ts";
import { PLAIN_INTENT } from "./intent-data.ts";
import { mergeOptions } from "./method-options.ts";
import { createPaymentIntent } from "./payment-intents.ts";
import { confirmSetupIntent } from "./setup-intents.ts";

/** Cards need no permission in writing. */
const NO_MANDATE = { acceptance: null, mandateId: null };

/** What a customer tells on the hosted page, besides the payment method. */
export type CustomerAnswers = {
  readonly email: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: Address | null;
  readonly shipping: { readonly name: string; readonly address: Address } | null;
};

/** https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-customer_creation */
function customerFor(sandbox: Sandbox, session: CheckoutSession, answers: CustomerAnswers): string | null {
  if (session.customer !== null) return session.customer;
  const isSaved =
    session.mode === "setup" || sandbox.store.sessionIntents.peek(session.id)?.setupFutureUsage != null;
  if (!isSaved && session.customer_creation !== "always") return null;
  const customer = Object.assign(emptyCustomer(newId("cus_").slice(0, 22)), {
    address: answers.address,
    email: answers.email,
    name: answers.name,
    phone: answers.phone,
  });
  sandbox.store.customers.insert(customer);
  emit(sandbox, "customer.created", customer);
  return customer.id;
}

function note(session: CheckoutSession, answers: CustomerAnswers, customer: string | null): void {
  session.customer = customer;
  session.customer_details = {
    address: answers.address,
    business_name: null,
    email: answers.email,
    individual_name: null,
    name: answers.name,
    phone: answers.phone,
    tax_exempt: "none",
    tax_ids: [],
  };
  session.collected_information = {
    business_name: null,
    individual_name: null,
    shipping_details: answers.shipping,
  };
}

/** The session's PaymentIntent, which Stripe creates when the customer first tries to pay. */
function intentOf(sandbox: Sandbox, session: CheckoutSession): PaymentIntent {
  const present =
    session.payment_intent === null ? undefined : sandbox.store.paymentIntents.find(session.payment_intent);
  if (present !== undefined) return present;
  const data = sandbox.store.sessionIntents.peek(session.id) ?? PLAIN_INTENT;
  const shipped = session.collected_information?.shipping_details ?? null;
  const intent = createPaymentIntent(sandbox, {
    ...data,
    options: mergeOptions(null, { card: { request_three_d_secure: data.requestThreeDSecure } }),
    amount: session.amount_total ?? 0,
    currency: session.currency ?? "usd",
    customer: session.customer,
    confirmationMethod: "automatic",
    allowRedirects: "always",
    paymentMethod: null,
    shipping:
      data.shipping ??
      (shipped === null ? null : { ...shipped, carrier: null, phone: null, tracking_number: null }),
    chooseTypes: (created) => passTypesOn(session, created),
  });
  session.payment_intent = intent.id;
  sandbox.store.sessionOfIntent.set(intent.id, session.id);
  return intent;
}

export function requireOpenSession(session: CheckoutSession): void {
  if (session.status === "open") return;
  throw invalidRequest(
    session.status === "expired"
      ? "This Checkout Session has expired."
      : "This Checkout Session has been completed already.",
    { param: "session" },
  );
}

const nextUrl = ({ next_action }: PaymentIntent | SetupIntent): string | null =>
  next_action?.redirect_to_url?.url ?? null;

/**
 * Pays or sets up with the method that the customer chose. Answers where the customer has to go first, or `null` when
 * nothing is left to do. Throws 402 when the method is refused; the session stays open then.
 */
export function paySession(
  sandbox: Sandbox,
  session: CheckoutSession,
  paymentMethod: PaymentMethod | null,
  answers: CustomerAnswers,
): string | null {
  requireOpenSession(session);
  note(session, answers, customerFor(sandbox, session, answers));
  const returnUrl = `${sandbox.origin}/c/pay/${session.id}`;
  if (session.mode === "setup") return confirmSetup(sandbox, session, paymentMethod, returnUrl);
  if (session.payment_status === "no_payment_required") {
    completeSession(sandbox, session, false);
    return null;
  }
  const intent = intentOf(sandbox, session);
  intent.customer = session.customer;
  confirmPaymentIntent(sandbox, intent, {
    paymentMethod,
    isOffSession: false,
    returnUrl,
    useStripeSdk: false,
    failOnAction: false,
    mandate: NO_MANDATE,
  });
  return nextUrl(intent);
}

function confirmSetup(
  sandbox: Sandbox,
  session: CheckoutSession,
  paymentMethod: PaymentMethod | null,
  returnUrl: string,
): string | null {
  const setup = sandbox.store.setupIntents.find(session.setup_intent ?? "");
  if (setup === undefined) throw new Error(`${session.id} is in setup mode but has no SetupIntent.`);
  setup.customer = session.customer;
  confirmSetupIntent(sandbox, setup, { paymentMethod, returnUrl, useStripeSdk: false, mandate: NO_MANDATE });
  return nextUrl(setup);
}
