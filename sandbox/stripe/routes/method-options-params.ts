import { accepted, clearable, integer, list, object, oneOf, required, text } from "../protocol/params.ts";

const futureUsage = clearable(oneOf("none", "off_session", "on_session"));
const held = clearable(oneOf("manual"));

/** Types that can be held and saved, with nothing else of their own. */
const wallet = object({
  capture_method: held,
  preferred_locale: text(),
  reference: text(),
  risk_correlation_id: text(),
  setup_future_usage: futureUsage,
});
const plain = object({ setup_future_usage: futureUsage });

const bankTransferTypes = [
  "eu_bank_transfer",
  "gb_bank_transfer",
  "jp_bank_transfer",
  "mx_bank_transfer",
  "us_bank_transfer",
] as const;

export const bankTransferParams = object({
  eu_bank_transfer: object({ country: required(oneOf("BE", "DE", "ES", "FR", "IE", "NL")) }),
  requested_address_types: list(text()),
  type: required(oneOf(...bankTransferTypes)),
});

const requestThreeDSecure = oneOf("any", "automatic", "challenge");

/** `payment_method_options` of both kinds of intents. */
export const methodOptionsParams = object({
  affirm: wallet,
  afterpay_clearpay: wallet,
  alipay: plain,
  amazon_pay: wallet,
  bancontact: object({ preferred_language: oneOf("de", "en", "fr", "nl"), setup_future_usage: futureUsage }),
  card: object({
    capture_method: held,
    cvc_token: text(),
    installments: accepted(),
    mandate_options: accepted(),
    moto: accepted(),
    network: accepted(),
    request_extended_authorization: accepted(),
    request_incremental_authorization: accepted(),
    request_multicapture: accepted(),
    request_overcapture: accepted(),
    request_three_d_secure: requestThreeDSecure,
    require_cvc_recollection: accepted(),
    setup_credential_usage: accepted(),
    setup_future_usage: futureUsage,
    statement_descriptor_suffix_kana: text(),
    statement_descriptor_suffix_kanji: text(),
    stored_credential_usage: accepted(),
    three_d_secure: accepted(),
  }),
  cashapp: wallet,
  crypto: plain,
  customer_balance: object({
    bank_transfer: bankTransferParams,
    funding_type: oneOf("bank_transfer"),
    setup_future_usage: oneOf("none"),
  }),
  eps: plain,
  ideal: plain,
  klarna: object({
    capture_method: held,
    on_demand: accepted(),
    preferred_locale: text(),
    setup_future_usage: futureUsage,
    subscriptions: accepted(),
    supplementary_purchase_data: accepted(),
  }),
  link: object({ capture_method: held, persistent_token: text(), setup_future_usage: futureUsage }),
  p24: object({ setup_future_usage: futureUsage, tos_shown_and_accepted: text() }),
  paypal: wallet,
  revolut_pay: wallet,
  sepa_debit: object({
    mandate_options: clearable(object({ reference_prefix: clearable(text(12)) })),
    setup_future_usage: futureUsage,
    target_date: text(),
  }),
  us_bank_account: object({
    financial_connections: accepted(),
    mandate_options: accepted(),
    networks: accepted(),
    preferred_settlement_speed: text(),
    setup_future_usage: futureUsage,
    target_date: text(),
    transaction_purpose: text(),
    verification_method: oneOf("automatic", "instant", "microdeposits"),
  }),
  wechat_pay: object({
    app_id: text(),
    client: oneOf("android", "ios", "web"),
    setup_future_usage: futureUsage,
  }),
});

/** The type's own part of what creates a payment method. */
export const methodDataParams = {
  affirm: object({}),
  afterpay_clearpay: object({}),
  alipay: object({}),
  amazon_pay: object({}),
  bancontact: object({}),
  cashapp: object({}),
  crypto: object({}),
  customer_balance: object({}),
  eps: object({ bank: text(64) }),
  ideal: object({ bank: text(64) }),
  klarna: object({
    dob: object({ day: required(integer()), month: required(integer()), year: required(integer()) }),
  }),
  link: object({}),
  p24: object({ bank: text(64) }),
  paypal: object({}),
  revolut_pay: object({}),
  sepa_debit: object({ iban: required(text(34)) }),
  us_bank_account: object({
    account_holder_type: oneOf("company", "individual"),
    account_number: text(17),
    account_type: oneOf("checking", "savings"),
    financial_connections_account: text(),
    routing_number: text(),
  }),
  wechat_pay: object({}),
};
