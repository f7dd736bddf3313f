import { REDIRECT, method, type Method } from "./method.ts";

/** Buy now, pay later. https://docs.stripe.com/payments/buy-now-pay-later */
export const PAY_LATER: readonly Method[] = [
  method({
    type: "klarna",
    title: "Klarna",
    page: "https://docs.stripe.com/payments/klarna",
    confirmation: REDIRECT,
    currencies: "aud cad chf czk dkk eur gbp nok nzd pln ron sek usd".split(" "),
    countries: "AT AU BE CA CH CZ DE DK ES FI FR GB GR IE IT NL NO NZ PL PT RO SE US".split(" "),
    isReusable: true,
    holdDays: 28,
    requires: ["country"],
    asks: ["email", "country"],
    methodDetails: { klarna: { dob: null } },
    options: { klarna: { preferred_locale: null } },
    chargeDetails: ({ billing_details }) => ({
      klarna: {
        payer_details: { address: { country: billing_details.address?.country ?? null } },
        payment_method_category: "pay_later",
        preferred_locale: "en-US",
      },
    }),
  }),
  method({
    type: "afterpay_clearpay",
    title: "Afterpay",
    page: "https://docs.stripe.com/payments/afterpay-clearpay",
    confirmation: REDIRECT,
    currencies: ["aud", "cad", "gbp", "nzd", "usd"],
    countries: ["AU", "CA", "GB", "NZ", "US"],
    limits: {
      aud: { min: 100, max: 200_000 },
      cad: { min: 100, max: 200_000 },
      gbp: { min: 100, max: 120_000 },
      nzd: { min: 100, max: 200_000 },
      usd: { min: 100, max: 400_000 },
    },
    holdDays: 13,
    requires: ["name", "email", "address"],
    asks: ["name", "email", "address"],
    methodDetails: { afterpay_clearpay: {} },
    options: { afterpay_clearpay: { reference: null } },
    chargeDetails: (_, { transactionId }) => ({
      afterpay_clearpay: { order_id: transactionId, reference: null },
    }),
  }),
  method({
    type: "affirm",
    title: "Affirm",
    page: "https://docs.stripe.com/payments/affirm",
    confirmation: REDIRECT,
    currencies: ["cad", "usd"],
    countries: ["CA", "US"],
    limits: { cad: { min: 5_000, max: 3_000_000 }, usd: { min: 5_000, max: 3_000_000 } },
    holdDays: 30,
    methodDetails: { affirm: {} },
    options: { affirm: {} },
    chargeDetails: (_, { transactionId }) => ({ affirm: { transaction_id: transactionId } }),
  }),
];
