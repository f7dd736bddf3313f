import { connectSpec } from "./connect-params.ts";
import { shippingParams } from "../engine/shared-params.ts";
import { invalidRequest } from "../protocol/errors.ts";
import {
  accepted,
  boolean,
  clearable,
  integer,
  list,
  metadata,
  object,
  oneOf,
  required,
  text,
} from "../protocol/params.ts";
import { mandateDataParams } from "./mandate-params.ts";
import { methodOptionsParams } from "./method-options-params.ts";
import { paymentMethodData } from "./payment-method-data.ts";

const shared = {
  application_fee_amount: connectSpec.application_fee_amount,
  transfer_data: connectSpec.transfer_data,
  allowed_payment_method_types: list(text()),
  amount_details: accepted(),
  description: clearable(text(1_000)),
  excluded_payment_method_types: list(text()),
  hooks: accepted(),
  metadata: metadata(),
  payment_details: accepted(),
  payment_method: clearable(text()),
  payment_method_configuration: text(),
  payment_method_data: paymentMethodData,
  payment_method_options: methodOptionsParams,
  payment_method_types: list(text()),
  receipt_email: clearable(text()),
  setup_future_usage: clearable(oneOf("off_session", "on_session")),
  shipping: clearable(shippingParams),
  statement_descriptor: clearable(text()),
  statement_descriptor_suffix: clearable(text()),
  transfer_group: clearable(text()),
};

const confirming = {
  confirmation_token: text(),
  error_on_requires_action: boolean(),
  mandate: text(),
  mandate_data: mandateDataParams,
  off_session: boolean(),
  radar_options: accepted(),
  return_url: text(),
  use_stripe_sdk: boolean(),
};

export const createSpec = {
  ...shared,
  ...confirming,
  amount: required(integer()),
  currency: required(text()),
  automatic_payment_methods: object({
    enabled: required(boolean()),
    allow_redirects: oneOf("always", "never"),
  }),
  capture_method: oneOf("automatic", "automatic_async", "manual"),
  confirm: boolean(),
  confirmation_method: oneOf("automatic", "manual"),
  customer: clearable(text()),
  customer_account: accepted(),
  on_behalf_of: connectSpec.on_behalf_of,
};

export const updateSpec = {
  ...shared,
  amount: integer(),
  capture_method: oneOf("automatic", "automatic_async", "manual"),
  currency: text(),
  customer: clearable(text()),
  customer_account: accepted(),
};

export const confirmSpec = {
  ...confirming,
  amount_details: accepted(),
  amount_to_confirm: accepted(),
  capture_method: accepted(),
  client_secret: text(),
  allowed_payment_method_types: list(text()),
  excluded_payment_method_types: list(text()),
  hooks: accepted(),
  payment_details: accepted(),
  payment_method: text(),
  payment_method_data: paymentMethodData,
  payment_method_options: methodOptionsParams,
  payment_method_types: list(text()),
  receipt_email: clearable(text()),
  setup_future_usage: clearable(oneOf("off_session", "on_session")),
  shipping: clearable(shippingParams),
};

export const captureSpec = {
  amount_details: accepted(),
  amount_to_capture: integer(),
  application_fee_amount: connectSpec.application_fee_amount,
  final_capture: boolean(),
  hooks: accepted(),
  metadata: metadata(),
  payment_details: accepted(),
  statement_descriptor: accepted(),
  statement_descriptor_suffix: accepted(),
  transfer_data: object({ amount: integer() }),
};

export const cancelSpec = {
  cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"),
};

type Descriptors = {
  readonly statement_descriptor?: string | null | undefined;
  readonly statement_descriptor_suffix?: string | null | undefined;
};

/** https://docs.stripe.com/get-started/account/statement-descriptors#requirements */
export function checkDescriptors(given: Descriptors): void {
  for (const param of ["statement_descriptor", "statement_descriptor_suffix"] as const) {
    const value = given[param];
    if (value == null) continue;
    if (value.length > 22 || /[<>\\'"*]/.test(value) || !/[A-Za-z]/.test(value)) {
      throw invalidRequest(
        `The ${param} must be at most 22 characters, contain at least one letter and none of < > \\ ' " *.`,
        { param },
      );
    }
  }
}
