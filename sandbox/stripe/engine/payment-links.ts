import { newId } from "../ids.ts";
import type { CheckoutSession, PaymentLink } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import { createSession } from "./checkout-sessions.ts";
import { PLAIN_INTENT } from "./intent-data.ts";

/** Each visit of a payment link opens a Checkout Session of its own. https://docs.stripe.com/payment-links/api */
export function openPaymentLink(
  sandbox: Sandbox,
  link: PaymentLink,
  reference: string | null,
): CheckoutSession {
  const data = link.payment_intent_data;
  const items = sandbox.store.lineItems.peek(link.id) ?? [];
  return createSession(sandbox, {
    mode: "payment",
    items: items.map((item) => ({ ...item, id: newId("li_") })),
    currency: link.currency,
    successUrl: link.after_completion.redirect?.url ?? null,
    cancelUrl: null,
    clientReferenceId: reference,
    customer: null,
    customerCreation: link.customer_creation === "always" ? "always" : "if_required",
    customerEmail: null,
    expiresAt: undefined,
    metadata: { ...link.metadata },
    intent: sandbox.store.sessionIntents.peek(link.id) ?? {
      ...PLAIN_INTENT,
      description: data?.description ?? null,
    },
    paymentLink: link.id,
    locale: null,
    submitType: link.submit_type,
    submitMessage: link.custom_text.submit?.message ?? null,
    billingAddress: link.billing_address_collection === "required" ? "required" : "auto",
    collectsPhone: link.phone_number_collection.enabled,
    shippingCountries: link.shipping_address_collection?.allowed_countries ?? null,
    excludedTypes: null,
    allowedTypes: null,
    integrationIdentifier: null,
    originContext: null,
  });
}
