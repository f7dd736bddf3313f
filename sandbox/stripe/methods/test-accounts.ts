/** What becomes of a debit from a test account. */
export type DebitOutcome = {
  /** `null` when it succeeds. The code is `charge.failure_code`. */
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** "later" takes at least three minutes, "never" stays in `processing`. */
  readonly settles: "soon" | "later" | "never";
  readonly isDisputed: boolean;
  /** Verification by microdeposits cannot even begin. */
  readonly refusesMicrodeposits: boolean;
};

export type TestAccount = DebitOutcome & {
  /** The account number or IBAN. */
  readonly number: string;
  /** `pm_…` of a PaymentMethod with this account. */
  readonly token: string;
};

const SUCCEEDS: DebitOutcome = {
  failure: null,
  settles: "soon",
  isDisputed: false,
  refusesMicrodeposits: false,
};

const fails = (code: string, message: string): DebitOutcome => ({ ...SUCCEEDS, failure: { code, message } });

const US_OUTCOMES: readonly (readonly [number: string, name: string, outcome: DebitOutcome])[] = [
  ["000123456789", "success", SUCCEEDS],
  ["000111111113", "accountClosed", fails("account_closed", "The customer's bank account has been closed.")],
  ["000111111116", "noAccount", fails("no_account", "The customer's bank account could not be located.")],
  [
    "000222222227",
    "insufficientFunds",
    fails("insufficient_funds", "The customer's account has insufficient funds to cover this payment."),
  ],
  [
    "000333333335",
    "debitNotAuthorized",
    fails("debit_not_authorized", "The customer has notified their bank that this payment was unauthorized."),
  ],
  [
    "000444444440",
    "invalidCurrency",
    fails("invalid_currency", "The customer's bank account does not support this currency."),
  ],
  [
    "000777777771",
    "weeklyLimitExceeded",
    fails("charge_exceeds_source_limit", "This payment exceeds the account's weekly payment volume limit."),
  ],
  ["000666666661", "failMicrodeposits", { ...SUCCEEDS, refusesMicrodeposits: true }],
  ["000555555559", "dispute", { ...SUCCEEDS, isDisputed: true }],
  ["000000000009", "processing", { ...SUCCEEDS, settles: "never" }],
];

/** https://docs.stripe.com/testing#ach-direct-debit; their routing number is 110000000. */
export const US_TEST_ACCOUNTS: readonly TestAccount[] = US_OUTCOMES.map(([number, name, outcome]) => ({
  number,
  token: `pm_usBankAccount_${name}`,
  ...outcome,
}));

const IBAN_FAILURE = fails(
  "incorrect_account_holder_name",
  "The name on the account does not match the account holder's.",
);

const IBAN_OUTCOMES: Readonly<Record<string, DebitOutcome>> = {
  success: SUCCEEDS,
  successDelayed: { ...SUCCEEDS, settles: "later" },
  failed: IBAN_FAILURE,
  failedDelayed: { ...IBAN_FAILURE, settles: "later" },
  disputed: { ...SUCCEEDS, isDisputed: true },
  exceedsWeeklyVolumeLimit: fails(
    "charge_exceeds_source_limit",
    "This payment exceeds the account's weekly payment volume limit.",
  ),
  exceedsWeeklyTransactionLimit: fails(
    "charge_exceeds_weekly_limit",
    "This payment exceeds the account's weekly transaction limit.",
  ),
  insufficientFunds: fails(
    "insufficient_funds",
    "The customer's account has insufficient funds to cover this payment.",
  ),
};

/** In the order of the outcomes above. */
const IBANS: Readonly<Record<string, readonly string[]>> = {
  at: [
    "AT611904300234573201",
    "AT321904300235473204",
    "AT861904300235473202",
    "AT051904300235473205",
    "AT591904300235473203",
    "AT981904300000343434",
    "AT601904300000121212",
    "AT981904300002222227",
  ],
  be: [
    "BE62510007547061",
    "BE78510007547064",
    "BE68539007547034",
    "BE51510007547065",
    "BE08510007547063",
    "BE90510000343434",
    "BE52510000121212",
    "BE90510002222227",
  ],
  de: [
    "DE89370400440532013000",
    "DE08370400440532013003",
    "DE62370400440532013001",
    "DE78370400440532013004",
    "DE35370400440532013002",
    "DE65370400440000343434",
    "DE27370400440000121212",
    "DE65370400440002222227",
  ],
  ee: [
    "EE382200221020145685",
    "EE222200221020145682",
    "EE762200221020145680",
    "EE922200221020145683",
    "EE492200221020145681",
    "EE672200000000343434",
    "EE292200000000121212",
    "EE672200000002222227",
  ],
  fi: [
    "FI2112345600000785",
    "FI3712345600000788",
    "FI9112345600000786",
    "FI1012345600000789",
    "FI6412345600000787",
    "FI6712345600343434",
    "FI2912345600121212",
    "FI6712345602222227",
  ],
  fr: [
    "FR1420041010050500013M02606",
    "FR3020041010050500013M02609",
    "FR8420041010050500013M02607",
    "FR7920041010050500013M02600",
    "FR5720041010050500013M02608",
    "FR9720041010050000000343434",
    "FR5920041010050000000121212",
    "FR9720041010050000002222227",
  ],
  hr: [
    "HR7624020064583467589",
    "HR6323600002337876649",
    "HR2725000096983499248",
    "HR6723600004878117427",
    "HR8724840081455523553",
    "HR7424020060000343434",
    "HR3624020060000121212",
    "HR7424020060002222227",
  ],
};

/** https://docs.stripe.com/payments/sepa-debit/accept-a-payment#test-account-numbers */
export const SEPA_TEST_ACCOUNTS: readonly TestAccount[] = Object.entries(IBANS).flatMap(
  ([country, numbers]) =>
    Object.entries(IBAN_OUTCOMES).flatMap(([name, outcome], index) => {
      const number = numbers[index];
      return number === undefined ? [] : [{ number, token: `pm_${name}_${country}`, ...outcome }];
    }),
);

const ACCOUNTS = [...US_TEST_ACCOUNTS, ...SEPA_TEST_ACCOUNTS];
const byToken = new Map(ACCOUNTS.map((account) => [account.token, account]));
const byNumber = new Map(ACCOUNTS.map((account) => [account.number, account]));

export const accountByToken = (token: string): TestAccount | undefined => byToken.get(token);
export const accountByNumber = (number: string): TestAccount | undefined => byNumber.get(number);

/** The check digits of an IBAN. https://docs.stripe.com/error-codes#invalid-number */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const rearranged = `${text.slice(4)}${text.slice(0, 4)}`;
  const digits = rearranged.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder === 1;
}
