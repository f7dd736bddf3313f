import { findUnusedToken } from "../engine/confirmation-tokens.ts";
import type { GivenMandate } from "../engine/mandates.ts";
import type { ConfirmationToken, PaymentMethod } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import type { RequestContext, Sandbox } from "../sandbox.ts";
import { intentPaymentMethod } from "./intent-payment-method.ts";
import { givenMandate } from "./mandate-params.ts";

type Given = {
  readonly confirmation_token?: string | undefined;
  readonly payment_method?: unknown;
  readonly payment_method_data?: unknown;
  readonly return_url?: string | undefined;
  readonly use_stripe_sdk?: boolean | undefined;
};

/** What a confirmation is made with, the request's own word first and the token's after it. */
export type Confirmed = {
  readonly token: ConfirmationToken | null;
  readonly paymentMethod: PaymentMethod | null;
  readonly returnUrl: string | null;
  readonly useStripeSdk: boolean;
  readonly mandate: GivenMandate;
};

/** Reads what a request confirms with, of itself or by a token. */
export function confirmedWith(
  sandbox: Sandbox,
  context: RequestContext,
  given: Given & Parameters<typeof intentPaymentMethod>[2] & Parameters<typeof givenMandate>[1],
  kind: "payment_intent" | "setup_intent",
): Confirmed {
  const own = {
    paymentMethod: intentPaymentMethod(sandbox, context, given),
    mandate: givenMandate(context, given),
    returnUrl: given.return_url ?? null,
    useStripeSdk: given.use_stripe_sdk ?? false,
  };
  if (given.confirmation_token === undefined) return { token: null, ...own };
  const { token, paymentMethod } = findUnusedToken(sandbox, given.confirmation_token, kind);
  const accepted = token.mandate_data?.customer_acceptance;
  const { mandate } = own;
  const online = accepted?.online ?? { ip_address: null, user_agent: null };
  return {
    token,
    paymentMethod: own.paymentMethod ?? paymentMethod,
    returnUrl: own.returnUrl ?? token.return_url,
    useStripeSdk: given.use_stripe_sdk ?? token.use_stripe_sdk,
    mandate:
      accepted === undefined || mandate.acceptance !== null
        ? mandate
        : { ...mandate, acceptance: { accepted_at: token.created, online, type: accepted.type } },
  };
}

/** A token and its payment must agree on what the payment method is kept for. */
export function agreedUsage<T extends string | null>(
  token: ConfirmationToken | null,
  usage: T | null,
): T | ConfirmationToken["setup_future_usage"] {
  const asked = token?.setup_future_usage ?? null;
  if (asked === null || usage === null || asked === usage) return usage ?? asked;
  throw invalidRequest(
    `The setup_future_usage of the confirmation token (${asked}) does not match that of the payment (${usage}).`,
    { param: "setup_future_usage" },
  );
}
