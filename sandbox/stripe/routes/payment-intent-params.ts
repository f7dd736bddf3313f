import { shippingParams } from "../engine/shared-params.ts";
import { invalidParameter, invalidRequest } from "../protocol/errors.ts";
import type { FormTree } from "../protocol/form.ts";
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
import { paymentMethodData } from "./payment-method-data.ts";

const requestThreeDSecure = oneOf("any", "automatic", "challenge");

export const cardOptionsParams = object({
  card: object({
    capture_method: accepted(),
    installments: accepted(),
    mandate_options: accepted(),
    network: accepted(),
    request_three_d_secure: requestThreeDSecure,
    require_cvc_recollection: accepted(),
    setup_credential_usage: accepted(),
    setup_future_usage: accepted(),
    stored_credential_usage: accepted(),
  }),
  link: accepted(),
});

const shared = {
  amount_details: accepted(),
  application_fee_amount: accepted(),
  description: clearable(text(1_000)),
  excluded_payment_method_types: list(text()),
  hooks: accepted(),
  metadata: metadata(),
  payment_details: accepted(),
  payment_method: clearable(text()),
  payment_method_configuration: accepted(),
  payment_method_data: paymentMethodData,
  payment_method_options: cardOptionsParams,
  payment_method_types: accepted(),
  receipt_email: clearable(text()),
  setup_future_usage: clearable(oneOf("off_session", "on_session")),
  shipping: clearable(shippingParams),
  statement_descriptor: clearable(text()),
  statement_descriptor_suffix: clearable(text()),
  transfer_data: accepted(),
  transfer_group: clearable(text()),
};

const confirming = {
  error_on_requires_action: boolean(),
  mandate: text(),
  mandate_data: accepted(),
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
  allowed_payment_method_types: list(text()),
  automatic_payment_methods: object({
    enabled: required(boolean()),
    allow_redirects: oneOf("always", "never"),
  }),
  capture_method: oneOf("automatic", "automatic_async", "manual"),
  confirm: boolean(),
  confirmation_method: oneOf("automatic", "manual"),
  customer: clearable(text()),
  customer_account: accepted(),
  on_behalf_of: accepted(),
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
  excluded_payment_method_types: accepted(),
  hooks: accepted(),
  payment_details: accepted(),
  payment_method: text(),
  payment_method_data: paymentMethodData,
  payment_method_options: cardOptionsParams,
  payment_method_types: accepted(),
  receipt_email: clearable(text()),
  setup_future_usage: clearable(oneOf("off_session", "on_session")),
  shipping: clearable(shippingParams),
};

export const captureSpec = {
  amount_details: accepted(),
  amount_to_capture: integer(),
  application_fee_amount: accepted(),
  final_capture: boolean(),
  hooks: accepted(),
  metadata: metadata(),
  payment_details: accepted(),
  statement_descriptor: accepted(),
  statement_descriptor_suffix: accepted(),
  transfer_data: accepted(),
};

export const cancelSpec = {
  cancellation_reason: oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"),
};

/** From 2026-09-30.endive on. https://docs.stripe.com/error-codes/payment-method-types-no-longer-supported */
export function refuseMethodTypes(tree: FormTree, version: string): void {
  if (tree["payment_method_types"] === undefined || version < "2026-09-30") return;
  throw invalidParameter(
    "The `payment_method_types` parameter is no longer supported in this API version. Use dynamic payment methods, " +
      "`excluded_payment_method_types` or `allowed_payment_method_types` instead.",
    { code: "payment_method_types_no_longer_supported", param: "payment_method_types" },
  );
}

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
