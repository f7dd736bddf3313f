import { cardParams, cardType, readCard } from "../engine/card-details.ts";
import { createPaymentMethod } from "../engine/payment-methods.ts";
import { billingParams, mergeMetadata, toBilling } from "../engine/shared-params.ts";
import type { PaymentMethod } from "../objects.ts";
import { ApiError, invalidParameter } from "../protocol/errors.ts";
import { accepted, metadata, object, oneOf, required, type Parsed } from "../protocol/params.ts";
import { nowS, type RequestContext, type Sandbox } from "../sandbox.ts";

/** What creates a payment method: the body of POST /v1/payment_methods and `payment_method_data`. */
export const paymentMethodSpec = {
  type: required(cardType),
  card: cardParams,
  billing_details: billingParams,
  allow_redisplay: oneOf("always", "limited", "unspecified"),
  metadata: metadata(),
  radar_options: accepted(),
};
export const paymentMethodData = object(paymentMethodSpec);

/** Raw numbers come from Stripe.js alone; a server sends tokens. https://docs.stripe.com/testing#cards */
function refuseRawNumbers(context: RequestContext): void {
  if (context.keyKind === "publishable") return;
  const message =
    "Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to " +
    "the test card you are using, see https://stripe.com/docs/testing. To enable testing raw card data APIs, see " +
    "https://support.stripe.com/questions/enabling-access-to-raw-card-data-apis.";
  throw new ApiError(402, { type: "invalid_request_error", message });
}

/** Creates the payment method that a form describes. */
export function paymentMethodFrom(
  sandbox: Sandbox,
  context: RequestContext,
  given: Parsed<typeof paymentMethodSpec>,
): PaymentMethod {
  const { card } = given;
  if (card === undefined) {
    throw invalidParameter("Missing required param: card.", { code: "parameter_missing", param: "card" });
  }
  if (card.number !== undefined) refuseRawNumbers(context);
  return createPaymentMethod(sandbox, {
    card: readCard(card, new Date(nowS() * 1_000)),
    billing: toBilling(given.billing_details),
    metadata: mergeMetadata({}, given.metadata),
    allowRedisplay: given.allow_redisplay ?? "unspecified",
  });
}
