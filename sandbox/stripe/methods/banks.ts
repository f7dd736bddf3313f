import { method, type Method } from "./method.ts";

/** https://docs.stripe.com/payments/bank-debits and https://docs.stripe.com/payments/bank-transfers */
export const BANKS: readonly Method[] = [
  method({
    type: "us_bank_account",
    title: "US bank account",
    page: "https://docs.stripe.com/payments/ach-direct-debit",
    confirmation: { kind: "bank_debit" },
    currencies: ["usd"],
    countries: ["US"],
    isReusable: true,
    needsMandate: true,
    requires: ["name"],
    asks: ["name", "email", "bank_account"],
    options: { us_bank_account: { verification_method: "automatic" } },
    chargeDetails: ({ us_bank_account: account }, { mandateId, transactionId }) => ({
      us_bank_account: {
        account_holder_type: account?.account_holder_type ?? null,
        account_type: account?.account_type ?? null,
        bank_name: account?.bank_name ?? null,
        fingerprint: account?.fingerprint ?? null,
        last4: account?.last4 ?? null,
        ...(mandateId === null ? {} : { mandate: mandateId }),
        payment_reference: transactionId,
        routing_number: account?.routing_number ?? null,
      },
    }),
  }),
  method({
    type: "sepa_debit",
    title: "SEPA Direct Debit",
    page: "https://docs.stripe.com/payments/sepa-debit",
    confirmation: { kind: "bank_debit" },
    currencies: ["eur"],
    isReusable: true,
    needsMandate: true,
    requires: ["name", "email"],
    asks: ["name", "email", "iban", "address"],
    options: { sepa_debit: {} },
    chargeDetails: ({ sepa_debit: account }, { mandateId }) => ({
      sepa_debit: {
        bank_code: account?.bank_code ?? null,
        branch_code: account?.branch_code ?? null,
        country: account?.country ?? null,
        fingerprint: account?.fingerprint ?? null,
        last4: account?.last4 ?? null,
        mandate: mandateId,
      },
    }),
  }),
  method({
    type: "customer_balance",
    title: "Bank transfer",
    page: "https://docs.stripe.com/payments/bank-transfers",
    confirmation: { kind: "bank_transfer" },
    currencies: ["eur", "gbp", "jpy", "mxn", "usd"],
    needsCustomer: true,
    methodDetails: { customer_balance: {} },
    options: { customer_balance: { funding_type: null } },
    chargeDetails: () => ({ customer_balance: {} }),
  }),
];
