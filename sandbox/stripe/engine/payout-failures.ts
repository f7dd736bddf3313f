/** Why a payout to a bank account fails. https://docs.stripe.com/api/payouts/failures */
export const PAYOUT_FAILURES = {
  account_closed: "The bank account has been closed.",
  debit_not_authorized:
    "Debit transactions are not approved on your bank account. (Stripe requires bank accounts to be set up for both " +
    "credit and debit payouts.)",
  insufficient_funds: "Your Stripe account has insufficient funds to cover the payout.",
  invalid_currency:
    "The bank was unable to process this payout because of its currency. This is probably because the bank account " +
    "cannot accept payments in that currency.",
  no_account:
    "The bank account details on file are probably incorrect. No bank account could be found with those details.",
} as const;
export type PayoutFailure = keyof typeof PAYOUT_FAILURES;

/** The endings of the test account numbers and IBANs. https://docs.stripe.com/connect/testing#account-numbers */
const FAILING_ENDINGS: Readonly<Record<string, PayoutFailure>> = {
  "11111116": "no_account",
  "11111113": "account_closed",
  "22222227": "insufficient_funds",
  "33333335": "debit_not_authorized",
  "44444440": "invalid_currency",
  "400440532013001": "no_account",
  "400440532013002": "account_closed",
  "400440532013003": "insufficient_funds",
  "400440532013004": "debit_not_authorized",
  "400440532013005": "invalid_currency",
};

/** Why payouts to the account of this number fail; `undefined` when they arrive. */
export const payoutFailureOf = (number: string): PayoutFailure | undefined =>
  Object.entries(FAILING_ENDINGS).find(([ending]) => number.endsWith(ending))?.[1];
