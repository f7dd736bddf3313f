/** What a payment costs: so many thousandths, so much on top, and no more than a cap. Amounts in the smallest unit. */
type Fee = { readonly perMille: number; readonly fixed: number; readonly cap?: number };

const CARD: Fee = { perMille: 29, fixed: 30 };
const CARD_OF_ANOTHER_COUNTRY: Fee = { perMille: 44, fixed: 30 };
const PAY_LATER: Fee = { perMille: 60, fixed: 30 };

/** The list prices of an account in the United States; a type that is not here costs what a card does. */
const FEES: Readonly<Record<string, Fee>> = {
  affirm: PAY_LATER,
  afterpay_clearpay: PAY_LATER,
  klarna: { perMille: 59.9, fixed: 30 },
  us_bank_account: { perMille: 8, fixed: 0, cap: 500 },
  sepa_debit: { perMille: 8, fixed: 30, cap: 600 },
  customer_balance: { perMille: 5, fixed: 0, cap: 500 },
  bancontact: { perMille: 14, fixed: 30 },
  eps: { perMille: 16, fixed: 30 },
  ideal: { perMille: 0, fixed: 80 },
  p24: { perMille: 22, fixed: 30 },
  crypto: { perMille: 15, fixed: 0 },
};

function feeOf(type: string, cardCountry: string | null): Fee {
  if (type !== "card") return FEES[type] ?? CARD;
  return cardCountry === null || cardCountry === "US" ? CARD : CARD_OF_ANOTHER_COUNTRY;
}

/**
 * Stripe's fee for a payment, rounded half up, in the smallest unit of its currency. Prices change and differ by country and
 * contract: what matters here is that methods differ, and that net is gross less the fee.
 * @see https://stripe.com/pricing/local-payment-methods
 */
export function processingFee(amount: number, type: string, cardCountry: string | null): number {
  const { perMille, fixed, cap } = feeOf(type, cardCountry);
  const fee = Math.floor((amount * perMille * 10 + 5_000) / 10_000) + fixed;
  return Math.min(fee, cap ?? fee, amount);
}
