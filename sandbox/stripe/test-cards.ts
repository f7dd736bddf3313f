/** Why a charge with a card is refused, in the words of https://docs.stripe.com/declines/codes */
export type Decline = {
  readonly code:
    | "card_declined"
    | "expired_card"
    | "incorrect_cvc"
    | "processing_error"
    | "incorrect_number"
    | "authentication_required";
  readonly declineCode?: string;
  readonly message: string;
  readonly adviceCode?: "try_again_later" | "do_not_try_again" | "confirm_card_data";
  readonly param?: string;
  readonly outcomeType?: "issuer_declined" | "blocked";
};

/** When a card asks for 3-D Secure. https://docs.stripe.com/testing#regulatory-cards */
export type Authentication3ds =
  | "not_supported"
  | "optional"
  | "required"
  /** Off-session payments pass once the card was set up. */
  | "required_unless_set_up"
  /** Off-session payments always pass. */
  | "already_set_up"
  | "lookup_fails";

export type CardCheck = "pass" | "fail" | "unavailable";

export type TestCard = {
  readonly number: string;
  readonly brand: string;
  readonly funding: "credit" | "debit" | "prepaid";
  readonly country: string;
  /** `pm_card_…` without its prefix; `tok_…` too. */
  readonly tokens: readonly string[];
  readonly title: string;
  readonly authentication: Authentication3ds;
  readonly decline?: Decline;
  /** A declining card cannot be attached to a customer either, except the one that is made for that. */
  readonly isAttachable: boolean;
  readonly refund: "succeeds" | "pending_then_succeeds" | "fails_later";
  readonly riskLevel: "normal" | "elevated" | "highest";
  readonly skipsPendingBalance: boolean;
  readonly checks: { readonly cvc: CardCheck; readonly postalCode: CardCheck; readonly line1: CardCheck };
};

type Given = Pick<TestCard, "number" | "title"> & Partial<TestCard>;

const PASSING_CHECKS = { cvc: "pass", postalCode: "pass", line1: "pass" } as const;

function card(given: Given): TestCard {
  return {
    brand: "visa",
    funding: "credit",
    country: "US",
    tokens: [],
    authentication: "optional",
    isAttachable: given.decline === undefined,
    refund: "succeeds",
    riskLevel: "normal",
    skipsPendingBalance: false,
    checks: PASSING_CHECKS,
    ...given,
  };
}

const declined = (declineCode: string, message: string, adviceCode: Decline["adviceCode"]): Decline => ({
  code: "card_declined",
  declineCode,
  message,
  ...(adviceCode === undefined ? {} : { adviceCode }),
});

const GENERIC = declined("generic_decline", "Your card was declined.", "try_again_later");
const BLOCKED: Decline = {
  ...declined("fraudulent", "Your card was declined.", "do_not_try_again"),
  outcomeType: "blocked",
};

/** https://docs.stripe.com/testing#cards */
const BRAND_CARDS: readonly TestCard[] = [
  card({ number: "4242424242424242", title: "Visa", tokens: ["visa", "us"] }),
  card({ number: "4000056655665556", title: "Visa (debit)", funding: "debit", tokens: ["visa_debit"] }),
  card({ number: "5555555555554444", title: "Mastercard", brand: "mastercard", tokens: ["mastercard"] }),
  card({ number: "2223003122003222", title: "Mastercard (2-series)", brand: "mastercard" }),
  card({
    number: "5200828282828210",
    title: "Mastercard (debit)",
    brand: "mastercard",
    funding: "debit",
    tokens: ["mastercard_debit"],
  }),
  card({
    number: "5105105105105100",
    title: "Mastercard (prepaid)",
    brand: "mastercard",
    funding: "prepaid",
    tokens: ["mastercard_prepaid"],
  }),
  card({
    number: "378282246310005",
    title: "American Express",
    brand: "amex",
    authentication: "not_supported",
    tokens: ["amex", "amex_threeDSecureNotSupported"],
  }),
  card({ number: "371449635398431", title: "American Express", brand: "amex" }),
  card({ number: "6011111111111117", title: "Discover", brand: "discover", tokens: ["discover"] }),
  card({ number: "6011000990139424", title: "Discover", brand: "discover" }),
  card({ number: "6011981111111113", title: "Discover (debit)", brand: "discover", funding: "debit" }),
  card({ number: "3056930009020004", title: "Diners Club", brand: "diners", tokens: ["diners"] }),
  card({ number: "36227206271667", title: "Diners Club (14 digits)", brand: "diners" }),
  card({ number: "6555900000604105", title: "BCcard and DinaCard", brand: "discover" }),
  card({ number: "3566002020360505", title: "JCB", brand: "jcb", country: "JP", tokens: ["jcb"] }),
  card({
    number: "6200000000000005",
    title: "UnionPay",
    brand: "unionpay",
    country: "CN",
    tokens: ["unionpay"],
  }),
  card({
    number: "6200000000000047",
    title: "UnionPay (debit)",
    brand: "unionpay",
    funding: "debit",
    country: "CN",
  }),
  card({ number: "6205500000000000004", title: "UnionPay (19 digits)", brand: "unionpay", country: "CN" }),
];

/** https://docs.stripe.com/testing#declined-payments */
const DECLINING_CARDS: readonly TestCard[] = [
  card({
    number: "4000000000000002",
    title: "Generic decline",
    decline: GENERIC,
    tokens: ["visa_chargeDeclined", "chargeDeclined"],
  }),
  card({
    number: "4000000000009995",
    title: "Insufficient funds",
    decline: declined("insufficient_funds", "Your card has insufficient funds.", "try_again_later"),
    tokens: ["visa_chargeDeclinedInsufficientFunds", "chargeDeclinedInsufficientFunds"],
  }),
  card({
    number: "4000000000009987",
    title: "Lost card",
    decline: declined("lost_card", "Your card was declined.", "do_not_try_again"),
    tokens: ["visa_chargeDeclinedLostCard", "chargeDeclinedLostCard"],
  }),
  card({
    number: "4000000000009979",
    title: "Stolen card",
    decline: declined("stolen_card", "Your card was declined.", "do_not_try_again"),
    tokens: ["visa_chargeDeclinedStolenCard", "chargeDeclinedStolenCard"],
  }),
  card({
    number: "4000000000000069",
    title: "Expired card",
    decline: {
      code: "expired_card",
      message: "Your card has expired.",
      adviceCode: "do_not_try_again",
      param: "exp_month",
    },
    tokens: ["chargeDeclinedExpiredCard"],
  }),
  card({
    number: "4000000000000127",
    title: "Incorrect CVC",
    decline: {
      code: "incorrect_cvc",
      message: "Your card's security code is incorrect.",
      adviceCode: "confirm_card_data",
      param: "cvc",
    },
    tokens: ["chargeDeclinedIncorrectCvc"],
    checks: { ...PASSING_CHECKS, cvc: "fail" },
  }),
  card({
    number: "4000000000000119",
    title: "Processing error",
    decline: {
      code: "processing_error",
      message: "An error occurred while processing your card. Try again in a little bit.",
      adviceCode: "try_again_later",
    },
    tokens: ["chargeDeclinedProcessingError"],
  }),
  card({
    number: "4242424242424241",
    title: "Incorrect number",
    decline: { code: "incorrect_number", message: "Your card number is incorrect.", param: "number" },
  }),
  card({
    number: "4000000000006975",
    title: "Velocity limit exceeded",
    decline: declined("card_velocity_exceeded", "Your card was declined.", "try_again_later"),
    tokens: ["visa_chargeDeclinedVelocityLimitExceeded", "chargeDeclinedVelocityLimitExceeded"],
  }),
  card({
    number: "4000000000000341",
    title: "Attaches, then fails on charge",
    decline: GENERIC,
    isAttachable: true,
    tokens: ["chargeCustomerFail"],
  }),
  card({
    number: "4100000000000019",
    title: "Always blocked",
    decline: BLOCKED,
    riskLevel: "highest",
    tokens: ["radarBlock"],
  }),
  card({
    number: "4000000000004954",
    title: "Highest risk",
    decline: BLOCKED,
    riskLevel: "highest",
    tokens: ["riskLevelHighest"],
  }),
  card({
    number: "4000000000009235",
    title: "Elevated risk",
    riskLevel: "elevated",
    tokens: ["riskLevelElevated"],
  }),
  card({
    number: "4000000000000101",
    title: "CVC check fails",
    decline: {
      code: "incorrect_cvc",
      message: "Your card's security code is incorrect.",
      adviceCode: "confirm_card_data",
      param: "cvc",
    },
    isAttachable: true,
    checks: { ...PASSING_CHECKS, cvc: "fail" },
    tokens: ["cvcCheckFail"],
  }),
  card({
    number: "4000000000000036",
    title: "Postal code check fails",
    checks: { ...PASSING_CHECKS, postalCode: "fail" },
    tokens: ["avsZipFail"],
  }),
  card({
    number: "4000000000000028",
    title: "Line 1 check fails",
    checks: { ...PASSING_CHECKS, line1: "fail" },
    tokens: ["avsLine1Fail"],
  }),
  card({
    number: "4000000000000010",
    title: "Address checks fail",
    checks: { cvc: "pass", postalCode: "fail", line1: "fail" },
    tokens: ["avsFail"],
  }),
  card({
    number: "4000000000000044",
    title: "Address unavailable",
    checks: { cvc: "pass", postalCode: "unavailable", line1: "unavailable" },
    tokens: ["avsUnchecked"],
  }),
];

/** https://docs.stripe.com/testing#regulatory-cards and #three-ds-cards */
const AUTHENTICATION_CARDS: readonly TestCard[] = [
  card({
    number: "4000002500003155",
    title: "3-D Secure unless set up",
    country: "FR",
    authentication: "required_unless_set_up",
    tokens: ["authenticationRequiredOnSetup"],
  }),
  card({
    number: "4000002760003184",
    title: "3-D Secure always",
    country: "DE",
    authentication: "required",
    tokens: ["authenticationRequired"],
  }),
  card({
    number: "4000003800000446",
    title: "3-D Secure, already set up",
    country: "IT",
    authentication: "already_set_up",
    tokens: ["authenticationRequiredSetupForOffSession"],
  }),
  card({
    number: "4000008260003178",
    title: "3-D Secure, then insufficient funds",
    country: "GB",
    authentication: "required_unless_set_up",
    decline: declined("insufficient_funds", "Your card has insufficient funds.", "try_again_later"),
    isAttachable: true,
    tokens: ["authenticationRequiredChargeDeclinedInsufficientFunds"],
  }),
  card({
    number: "4000000000003220",
    title: "3-D Secure 2 required",
    authentication: "required",
    tokens: ["threeDSecure2Required"],
  }),
  card({
    number: "4000000000003063",
    title: "3-D Secure required",
    authentication: "required",
    tokens: ["threeDSecureRequired"],
  }),
  card({
    number: "4000008400001629",
    title: "3-D Secure required, then declined",
    authentication: "required",
    decline: GENERIC,
    isAttachable: true,
    tokens: ["threeDSecureRequiredChargeDeclined"],
  }),
  card({
    number: "4000008400001280",
    title: "3-D Secure lookup fails",
    authentication: "lookup_fails",
    decline: GENERIC,
    isAttachable: true,
    tokens: ["threeDSecureRequiredProcessingError"],
  }),
  card({
    number: "4000000000003055",
    title: "3-D Secure optional",
    authentication: "optional",
    tokens: ["threeDSecureOptional"],
  }),
  card({
    number: "4000000000003097",
    title: "3-D Secure optional, lookup fails",
    authentication: "optional",
    tokens: ["threeDSecureOptionalProcessingError"],
  }),
];

/** https://docs.stripe.com/testing#refunds and #available-balance */
const MONEY_CARDS: readonly TestCard[] = [
  card({
    number: "4000000000007726",
    title: "Refund stays pending at first",
    refund: "pending_then_succeeds",
    tokens: ["pendingRefund"],
  }),
  card({
    number: "4000000000005126",
    title: "Refund fails later",
    refund: "fails_later",
    tokens: ["refundFail"],
  }),
  card({
    number: "4000000000000077",
    title: "Funds available at once",
    skipsPendingBalance: true,
    tokens: ["bypassPending"],
  }),
];

/** https://docs.stripe.com/testing#international-cards */
const COUNTRY_NUMBERS: Readonly<Record<string, string>> = {
  AE: "4000007840000001",
  AR: "4000000320000021",
  AT: "4000000400000008",
  AU: "4000000360000006",
  BE: "4000000560000004",
  BG: "4000001000000000",
  BR: "4000000760000002",
  BY: "4000001120000005",
  CA: "4000001240000000",
  CH: "4000007560000009",
  CL: "4000001520000001",
  CN: "4000001560000002",
  CO: "4000001700000003",
  CR: "4000001880000005",
  CY: "4000001960000008",
  CZ: "4000002030000002",
  DE: "4000002760000016",
  DK: "4000002080000001",
  EC: "4000002180000000",
  EE: "4000002330000009",
  ES: "4000007240000007",
  FI: "4000002460000001",
  FR: "4000002500000003",
  GB: "4000008260000000",
  GI: "4000002920000005",
  GR: "4000003000000030",
  HK: "4000003440000004",
  HR: "4000001910000009",
  HU: "4000003480000005",
  IE: "4000003720000005",
  IN: "4000003560000008",
  IT: "4000003800000008",
  JP: "4000003920000003",
  LI: "4000004380000004",
  LT: "4000004400000000",
  LU: "4000004420000006",
  LV: "4000004280000005",
  MT: "4000004700000007",
  MX: "4000004840008001",
  MY: "4000004580000002",
  NL: "4000005280000002",
  NO: "4000005780000007",
  NZ: "4000005540000008",
  PA: "4000005910000000",
  PE: "4000006040000068",
  PL: "4000006160000005",
  PT: "4000006200000007",
  PY: "4000006000000066",
  RO: "4000006420000001",
  SA: "4000006820000007",
  SE: "4000007520000008",
  SG: "4000007020000003",
  SI: "4000007050000006",
  SK: "4000007030000001",
  TH: "4000007640000003",
  TW: "4000001580000008",
  UY: "4000008580000003",
};

const COUNTRY_CARDS = Object.entries(COUNTRY_NUMBERS).map(([country, number]) =>
  card({ number, title: `Visa (${country})`, country, tokens: [country.toLowerCase()] }),
);

/** Every card that the sandbox knows; any other number is treated as a live card and declined. */
export const TEST_CARDS: readonly TestCard[] = [
  ...BRAND_CARDS,
  ...DECLINING_CARDS,
  ...AUTHENTICATION_CARDS,
  ...MONEY_CARDS,
  ...COUNTRY_CARDS,
];

const BY_NUMBER = new Map(TEST_CARDS.map((entry) => [entry.number, entry]));
const BY_TOKEN = new Map(TEST_CARDS.flatMap((entry) => entry.tokens.map((token) => [token, entry] as const)));

export const cardByNumber = (number: string): TestCard | undefined => BY_NUMBER.get(number);

/** The card behind `pm_card_visa`, `pm_card_threeDSecure2Required`, `tok_visa`, … */
export function cardByToken(token: string): TestCard | undefined {
  return BY_TOKEN.get(token.replace(/^(pm_card|tok)_/, ""));
}

/** Whether the last digit fits the others. https://en.wikipedia.org/wiki/Luhn_algorithm */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  [...number].toReversed().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}
