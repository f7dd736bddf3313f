import { shippingParams } from "../engine/shared-params.ts";
import {
  accepted,
  boolean,
  clearable,
  integer,
  list,
  metadata,
  notSimulated,
  object,
  oneOf,
  required,
  text,
} from "../protocol/params.ts";
import { methodOptionsParams } from "./method-options-params.ts";
import { priceSpec } from "./products.ts";

const lineItemSpec = {
  adjustable_quantity: notSimulated(),
  metadata: metadata(),
  price: text(),
  price_data: object({
    ...priceSpec,
    product: text(),
    product_data: object({
      description: text(),
      images: list(text()),
      metadata: metadata(),
      name: required(text()),
      tax_code: text(),
      tax_details: notSimulated(),
      unit_label: text(12),
    }),
  }),
  quantity: integer(),
  tax_rates: notSimulated(),
};
export const lineItemParams = list(object(lineItemSpec));

export const intentDataSpec = {
  capture_method: oneOf("automatic", "automatic_async", "manual"),
  description: clearable(text(1_000)),
  metadata: metadata(),
  setup_future_usage: oneOf("off_session", "on_session"),
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
  transfer_group: text(),
};

/** What a payment link may ask of the sessions that it opens, too. */
export const collectionSpec = {
  allow_promotion_codes: notSimulated(),
  automatic_tax: object({ enabled: required(boolean()), liability: notSimulated() }),
  billing_address_collection: oneOf("auto", "required"),
  consent_collection: notSimulated(),
  currency: text(3),
  custom_fields: notSimulated(),
  custom_text: object({
    after_submit: notSimulated(),
    shipping_address: notSimulated(),
    submit: clearable(object({ message: required(text(1_200)) })),
    terms_of_service_acceptance: notSimulated(),
  }),
  customer_creation: oneOf("always", "if_required"),
  invoice_creation: notSimulated(),
  managed_payments: notSimulated(),
  metadata: metadata(),
  name_collection: notSimulated(),
  optional_items: notSimulated(),
  payment_method_collection: oneOf("always", "if_required"),
  phone_number_collection: object({ enabled: required(boolean()) }),
  shipping_address_collection: clearable(object({ allowed_countries: required(list(text(2))) })),
  shipping_options: notSimulated(),
  submit_type: oneOf("auto", "book", "donate", "pay"),
  subscription_data: notSimulated(),
  tax_id_collection: notSimulated(),
};

export const createSpec = {
  ...collectionSpec,
  adaptive_pricing: notSimulated(),
  after_expiration: notSimulated(),
  allowed_payment_method_types: list(text()),
  branding_settings: notSimulated(),
  cancel_url: text(),
  client_reference_id: text(200),
  customer: text(),
  customer_account: notSimulated(),
  customer_email: text(800),
  customer_update: notSimulated(),
  discounts: notSimulated(),
  excluded_payment_method_types: list(text()),
  expires_at: integer(),
  integration_identifier: text(),
  line_items: lineItemParams,
  locale: text(),
  // `subscription` belongs to Billing, which is left out.
  mode: required(oneOf("payment", "setup")),
  origin_context: oneOf("mobile_app", "web"),
  payment_intent_data: object({
    ...intentDataSpec,
    application_fee_amount: notSimulated(),
    on_behalf_of: notSimulated(),
    receipt_email: text(),
    shipping: shippingParams,
    transfer_data: notSimulated(),
  }),
  payment_method_configuration: accepted(),
  payment_method_data: accepted(),
  payment_method_options: methodOptionsParams,
  permissions: notSimulated(),
  redirect_on_completion: notSimulated(),
  return_url: notSimulated(),
  saved_payment_method_options: notSimulated(),
  setup_intent_data: object({ description: text(1_000), metadata: metadata(), on_behalf_of: notSimulated() }),
  success_url: text(),
  ui_mode: oneOf("hosted_page"),
  wallet_options: notSimulated(),
};
