import {
  sepaAccountDetails,
  sepaTestAccount,
  usAccountDetails,
  usTestAccount,
} from "../engine/debit-accounts.ts";
import { cardParams, readCard } from "../engine/card-details.ts";
import { useCardToken } from "../engine/card-tokens.ts";
import { createOtherMethod } from "../engine/other-methods.ts";
import { createPaymentMethod } from "../engine/payment-methods.ts";
import { billingParams, mergeMetadata, toBilling } from "../engine/shared-params.ts";
import { METHOD_TYPES } from "../methods/registry.ts";
import type { PaymentMethod } from "../objects.ts";
import { ApiError, invalidParameter } from "../protocol/errors.ts";
import { accepted, metadata, object, oneOf, required, type Parsed } from "../protocol/params.ts";
import { methodDataParams } from "./method-options-params.ts";
import { nowS, type RequestContext, type Sandbox } from "../sandbox.ts";

/** What creates a payment method: the body of POST /v1/payment_methods and `payment_method_data`. */
export const paymentMethodSpec = {
  ...methodDataParams,
  type: required(oneOf(...METHOD_TYPES)),
  card: cardParams,
  billing_details: billingParams,
  allow_redisplay: oneOf("always", "limited", "unspecified"),
  metadata: metadata(),
  radar_options: accepted(),
};
export const paymentMethodData = object(paymentMethodSpec);

/** Raw numbers come from Stripe.js alone; a server sends tokens. https://docs.stripe.com/testing#cards */
export function refuseRawNumbers(context: RequestContext): void {
  if (context.keyKind === "publishable") return;
  const message =
    "Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to " +
    "the test card you are using, see https://stripe.com/docs/testing. To enable testing raw card data APIs, see " +
    "https://support.stripe.com/questions/enabling-access-to-raw-card-data-apis.";
  throw new ApiError(402, { type: "invalid_request_error", message });
}

type Given = Parsed<typeof paymentMethodSpec>;

/** What the type's own part of a form says, and the bank account it names. */
function readDetails(given: Given): Pick<Parameters<typeof createOtherMethod>[1], "account" | "details"> {
  const { type } = given;
  if (type === "us_bank_account") {
    const part = given.us_bank_account ?? missing("us_bank_account");
    const account = usTestAccount(part);
    return { account, details: usAccountDetails(account, part) };
  }
  if (type === "sepa_debit") {
    const account = sepaTestAccount((given.sepa_debit ?? missing("sepa_debit")).iban);
    return { account, details: sepaAccountDetails(account) };
  }
  if (type === "klarna") return { account: null, details: { klarna: { dob: given.klarna?.dob ?? null } } };
  if (type === "link") {
    const email = given.billing_details?.email ?? null;
    return { account: null, details: { link: { email } } };
  }
  if (type === "eps") return { account: null, details: { eps: { bank: given.eps?.bank ?? null } } };
  if (type === "p24") return { account: null, details: { p24: { bank: given.p24?.bank ?? null } } };
  if (type === "ideal")
    return { account: null, details: { ideal: { bank: given.ideal?.bank ?? null, bic: null } } };
  return { account: null, details: {} };
}

function missing(param: string): never {
  throw invalidParameter(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

/** Creates the payment method that a form describes. */
export function paymentMethodFrom(sandbox: Sandbox, context: RequestContext, given: Given): PaymentMethod {
  const shared = {
    billing: toBilling(given.billing_details),
    metadata: mergeMetadata({}, given.metadata),
    allowRedisplay: given.allow_redisplay ?? "unspecified",
  };
  if (given.type !== "card") {
    // A SEPA account needs no proof; a US one is proven by microdeposits.
    const isVerified = given.type === "sepa_debit";
    return createOtherMethod(sandbox, { ...shared, ...readDetails(given), type: given.type, isVerified });
  }
  const card = given.card ?? missing("card");
  if (card.number !== undefined) refuseRawNumbers(context);
  return createPaymentMethod(sandbox, {
    ...shared,
    card:
      (card.token === undefined ? null : useCardToken(sandbox, card.token)) ??
      readCard(card, new Date(nowS() * 1_000)),
  });
}
