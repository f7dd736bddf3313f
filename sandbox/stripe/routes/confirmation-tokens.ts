import { createConfirmationToken } from "../engine/confirmation-tokens.ts";
import type { GivenMandate } from "../engine/mandates.ts";
import { shippingParams, toShipping } from "../engine/shared-params.ts";
import type { ConfirmationToken } from "../objects.ts";
import { invalidParameter, invalidRequest, noSuch } from "../protocol/errors.ts";
import { boolean, oneOf, text } from "../protocol/params.ts";
import { route, type Call } from "../protocol/route.ts";
import { nowS } from "../sandbox.ts";
import { intentPaymentMethod } from "./intent-payment-method.ts";
import { givenMandate, mandateDataParams } from "./mandate-params.ts";
import { methodOptionsParams } from "./method-options-params.ts";
import { paymentMethodData } from "./payment-method-data.ts";

const shared = {
  payment_method: text(),
  payment_method_data: paymentMethodData,
  payment_method_options: methodOptionsParams,
  return_url: text(),
  setup_future_usage: oneOf("off_session", "on_session"),
  shipping: shippingParams,
};

const browserSpec = {
  ...shared,
  mandate_data: mandateDataParams,
  set_as_default_payment_method: boolean(),
  use_stripe_sdk: boolean(),
};

function make(
  { sandbox, params, context }: Call<typeof shared>,
  acceptance: GivenMandate["acceptance"],
  useStripeSdk: boolean,
): ConfirmationToken {
  const paymentMethod = intentPaymentMethod(sandbox, context, params);
  if (paymentMethod === null) {
    throw invalidParameter("Missing required param: payment_method_data.", {
      code: "parameter_missing",
      param: "payment_method_data",
    });
  }
  return createConfirmationToken(sandbox, {
    paymentMethod,
    acceptance,
    returnUrl: params.return_url ?? null,
    setupFutureUsage: params.setup_future_usage ?? null,
    shipping: toShipping(params.shipping),
    useStripeSdk,
  });
}

/** What `stripe.createConfirmationToken` calls. https://docs.stripe.com/js/confirmation_tokens/create_confirmation_token */
const create = route({
  method: "POST",
  path: "/v1/confirmation_tokens",
  keys: "any",
  params: browserSpec,
  handle(call) {
    if (call.context.keyKind === "secret") {
      throw invalidRequest(
        "Confirmation tokens are created by Stripe.js. For tests there is POST /v1/test_helpers/confirmation_tokens.",
      );
    }
    const { acceptance } = givenMandate(call.context, call.params);
    return make(call, acceptance, call.params.use_stripe_sdk ?? true);
  },
});

/** https://docs.stripe.com/api/confirmation_tokens/test_create */
const createForTest = route({
  method: "POST",
  path: "/v1/test_helpers/confirmation_tokens",
  params: shared,
  handle: (call) =>
    make(
      call,
      { accepted_at: nowS(), online: { ip_address: "127.0.0.1", user_agent: "Stripe.js" }, type: "online" },
      false,
    ),
});

const retrieve = route({
  method: "GET",
  path: "/v1/confirmation_tokens/:id",
  params: {},
  handle({ sandbox, id }) {
    const found = sandbox.store.confirmationTokens.find(id);
    if (found === undefined) throw noSuch("confirmation_token", id, "confirmation_token");
    return found;
  },
});

/** https://docs.stripe.com/api/confirmation_tokens */
export const confirmationTokenRoutes = [create, createForTest, retrieve];
