import { createHmac, randomBytes } from "node:crypto";
import type { BillingDetails, PaymentMethod } from "../objects.ts";
import { cardError, invalidRequest } from "../protocol/errors.ts";
import { object, text, integer, accepted, type Parsed } from "../protocol/params.ts";
import type { TestCard } from "../cards/test-card.ts";
import { cardByNumber, cardByToken, passesLuhn, TEST_CARDS } from "../test-cards.ts";

export const cardParams = object({
  number: text(),
  exp_month: integer(),
  exp_year: integer(),
  cvc: text(),
  token: text(),
  networks: accepted(),
});
type CardInput = Parsed<{
  number: ReturnType<typeof text>;
  exp_month: ReturnType<typeof integer>;
  exp_year: ReturnType<typeof integer>;
  cvc: ReturnType<typeof text>;
  token: ReturnType<typeof text>;
}>;

export type ReadCard = {
  readonly card: TestCard;
  readonly expMonth: number;
  readonly expYear: number;
  readonly isCvcGiven: boolean;
  /** The wallet that the card came from. */
  readonly wallet?: "apple_pay" | "google_pay";
};

/** What any real card number gets in test mode. https://docs.stripe.com/error-codes#card-declined */
function unknownCard(number: string): TestCard {
  return {
    number,
    title: "Not a test card",
    brand: "visa",
    funding: "credit",
    country: "US",
    tokens: [],
    authentication: "not_supported",
    decline: {
      code: "card_declined",
      declineCode: "test_mode_live_card",
      message:
        "Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
    },
    isAttachable: false,
    refund: "succeeds",
    disputes: [],
    isReportedAsFraud: false,
    riskLevel: "normal",
    skipsPendingBalance: false,
    checks: { cvc: "pass", postalCode: "pass", line1: "pass" },
  };
}

function fullYear(year: number): number {
  return year < 100 ? 2_000 + year : year;
}

function checkExpiry(month: number, year: number, today: Date): void {
  if (month < 1 || month > 12) {
    throw cardError("Your card's expiration month is invalid.", {
      code: "invalid_expiry_month",
      param: "exp_month",
    });
  }
  const thisYear = today.getUTCFullYear();
  if (year < thisYear || year > thisYear + 50) {
    throw cardError("Your card's expiration year is invalid.", {
      code: "invalid_expiry_year",
      param: "exp_year",
    });
  }
  if (year === thisYear && month < today.getUTCMonth() + 1) {
    throw cardError("Your card's expiration month is invalid.", {
      code: "invalid_expiry_month",
      param: "exp_month",
    });
  }
}

function checkNumber(number: string): void {
  if (!/^\d{12,19}$/.test(number)) {
    throw cardError("The card number is not a valid credit card number.", {
      code: "invalid_number",
      param: "number",
    });
  }
  if (!passesLuhn(number))
    throw cardError("Your card number is incorrect.", { code: "incorrect_number", param: "number" });
}

/** Reads `card[number]` and the rest or `card[token]`, with Stripe's refusals. https://docs.stripe.com/error-codes */
export function readCard(input: CardInput, today: Date): ReadCard {
  if (input.token !== undefined) return cardOfToken(input.token, today);
  if (input.number === undefined || input.exp_month === undefined || input.exp_year === undefined) {
    const param =
      input.number === undefined
        ? "card[number]"
        : input.exp_month === undefined
          ? "card[exp_month]"
          : "card[exp_year]";
    throw invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  }
  const number = input.number.replaceAll(/[\s-]/g, "");
  checkNumber(number);
  const expYear = fullYear(input.exp_year);
  checkExpiry(input.exp_month, expYear, today);
  const card = cardByNumber(number) ?? unknownCard(number);
  if (input.cvc !== undefined && !(card.brand === "amex" ? /^\d{3,4}$/ : /^\d{3}$/).test(input.cvc)) {
    throw cardError("Your card's security code is invalid.", { code: "invalid_cvc", param: "cvc" });
  }
  return { card, expMonth: input.exp_month, expYear, isCvcGiven: input.cvc !== undefined };
}

const WALLETS = { applePay: "apple_pay", googlePay: "google_pay" } as const;

/** `tok_applePay_visa` is the card of `tok_visa` from Apple Pay; real wallets hand out tokens of their own. */
function walletOf(token: string): {
  readonly wallet?: "apple_pay" | "google_pay";
  readonly plain: string;
} {
  for (const [name, wallet] of Object.entries(WALLETS)) {
    const plain = token.replace(new RegExp(`^(pm_card|tok)_${name}_`), "$1_");
    if (plain !== token) return { wallet, plain };
  }
  return { plain: token };
}

export const isCardToken = (token: string): boolean => cardByToken(walletOf(token).plain) !== undefined;

/** The card behind `tok_visa` or `pm_card_visa`; it expires a year from now, as Stripe's does. */
export function cardOfToken(token: string, today: Date): ReadCard {
  const { plain, wallet } = walletOf(token);
  const card = cardByToken(plain);
  if (card === undefined) {
    throw invalidRequest(`No such token: '${token}'`, { code: "resource_missing", param: "card[token]" });
  }
  return {
    card,
    expMonth: today.getUTCMonth() + 1,
    expYear: today.getUTCFullYear() + 1,
    // A wallet gives a cryptogram of its own in place of the code on the card.
    isCvcGiven: wallet === undefined,
    ...(wallet === undefined ? {} : { wallet }),
  };
}

/** The numbers of test cards are public. A digest of any other could be searched for the number, so it gets a key that nobody keeps. */
const LIVE_CARD_KEY = randomBytes(32);

/** The same for the same number in one account, and tells nothing of the number. */
export function fingerprintOf(number: string): string {
  const key = cardByNumber(number) === undefined ? LIVE_CARD_KEY : "sandbox";
  return createHmac("sha256", key).update(number).digest("base64url").replaceAll(/[-_]/g, "x").slice(0, 16);
}

const BY_FINGERPRINT = new Map(TEST_CARDS.map((card) => [fingerprintOf(card.number), card]));

/** The card of a payment method that was stored without its number. */
export function storedCard(fingerprint: string | null, last4: string): TestCard {
  return BY_FINGERPRINT.get(fingerprint ?? "") ?? unknownCard(last4);
}

export const isTestCard = (card: TestCard): boolean => cardByNumber(card.number) !== undefined;

/** https://docs.stripe.com/api/payment_methods/object#payment_method_object-card */
export function cardDetails(read: ReadCard, billing: BillingDetails): NonNullable<PaymentMethod["card"]> {
  const { card } = read;
  return {
    brand: card.brand,
    checks: {
      address_line1_check: billing.address?.line1 ? "unchecked" : null,
      address_postal_code_check: billing.address?.postal_code ? "unchecked" : null,
      cvc_check: read.isCvcGiven ? "unchecked" : null,
    },
    country: card.country,
    display_brand: card.brand === "amex" ? "american_express" : card.brand,
    exp_month: read.expMonth,
    exp_year: read.expYear,
    fingerprint: fingerprintOf(card.number),
    funding: card.funding,
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [...(card.networks ?? [card.brand])], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: card.authentication !== "not_supported" },
    wallet:
      read.wallet === undefined
        ? null
        : { type: read.wallet, [read.wallet]: {}, dynamic_last4: card.number.slice(-4) },
  };
}
