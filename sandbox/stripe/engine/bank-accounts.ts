import { newId } from "../ids.ts";
import type { BankAccount, Metadata } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { payoutFailureOf } from "./payout-failures.ts";

/** The tokens of https://docs.stripe.com/connect/testing#account-numbers with what they stand for. */
const TOKENS: Readonly<Record<string, string>> = {
  btok_us: "000123456789",
  btok_us_verified: "000123456789",
  btok_us_verified_noAccount: "000111111116",
  btok_us_verified_accountClosed: "000111111113",
  btok_us_verified_insufficientFunds: "000222222227",
  btok_us_verified_debitNotAuthorized: "000333333335",
  btok_us_verified_invalidCurrency: "000444444440",
};

/** The account that the keys belong to. */
export const PLATFORM_ACCOUNT_ID = "acct_3SandboxPlatform";

export type BankDetails = {
  readonly number: string;
  readonly routingNumber: string | null;
  readonly country: string;
  readonly currency: string;
  readonly holderName: string | null;
  readonly holderType: string | null;
};

/** What a documented bank account token stands for; `null` for any other text. */
export function bankOfToken(token: string): BankDetails | null {
  const number = TOKENS[token];
  if (number === undefined) return null;
  return {
    number,
    routingNumber: "110000000",
    country: "US",
    currency: "usd",
    holderName: null,
    holderType: null,
  };
}

/** Digits, or an IBAN; anything else is no account number. https://docs.stripe.com/connect/payouts-bank-accounts */
export function checkBankDetails({ number, routingNumber, country }: BankDetails): void {
  const compact = number.replaceAll(/[\s-]/g, "");
  if (!/^([A-Z]{2}\d{2}[A-Z0-9]{10,30}|\d{4,17})$/.test(compact)) {
    throw invalidRequest(
      "You must use a test bank account number in test mode. Try 000123456789 or see more options at https://stripe.com/docs/connect/testing#account-numbers.",
      {
        code: "account_number_invalid",
        param: "external_account[account_number]",
      },
    );
  }
  if (country === "US" && !/^\d{9}$/.test(routingNumber ?? "")) {
    throw invalidRequest("Routing number must have 9 digits", {
      code: "routing_number_invalid",
      param: "external_account[routing_number]",
    });
  }
}

type NewBankAccount = BankDetails & {
  readonly account: string;
  readonly isDefault: boolean;
  readonly metadata: Metadata;
};

const ownBankAccounts = (sandbox: Sandbox): readonly BankAccount[] => [
  ...(sandbox.store.bankAccounts.oldestFirst() ?? []),
];

/** Adds an account to pay out to. The first of a currency becomes its default. */
export function addBankAccount(sandbox: Sandbox, given: NewBankAccount): BankAccount {
  const others = ownBankAccounts(sandbox).filter(({ currency }) => currency === given.currency);
  const isDefault = given.isDefault || others.length === 0;
  if (isDefault) for (const { id } of others) setDefault(sandbox, id, false);
  const failure = payoutFailureOf(given.number);
  const id = newId("ba_");
  if (failure !== undefined) sandbox.store.payoutFailures.set(id, failure);
  return sandbox.store.bankAccounts.insert({
    id,
    object: "bank_account",
    account: given.account,
    account_holder_name: given.holderName,
    account_holder_type: given.holderType,
    account_type: null,
    available_payout_methods: given.country === "US" ? ["standard", "instant"] : ["standard"],
    bank_name: "STRIPE TEST BANK",
    country: given.country,
    currency: given.currency,
    default_for_currency: isDefault,
    fingerprint: id.slice(-16),
    future_requirements: noRequirements(),
    last4: given.number.slice(-4),
    metadata: given.metadata,
    requirements: noRequirements(),
    routing_number: given.routingNumber,
    status: "new",
  });
}

const noRequirements = (): NonNullable<BankAccount["requirements"]> => ({
  currently_due: [],
  errors: [],
  past_due: [],
  pending_verification: [],
});

function setDefault(sandbox: Sandbox, id: string, isDefault: boolean): void {
  const bank = sandbox.store.bankAccounts.find(id);
  if (bank !== undefined) bank.default_for_currency = isDefault;
}

export function makeDefault(sandbox: Sandbox, chosen: BankAccount): void {
  for (const { id, currency } of ownBankAccounts(sandbox))
    if (currency === chosen.currency) setDefault(sandbox, id, id === chosen.id);
}

/** Where payouts of a currency go when nothing else is said. */
const defaultBankAccount = (sandbox: Sandbox, currency: string): BankAccount | undefined =>
  ownBankAccounts(sandbox).find((bank) => bank.currency === currency && bank.default_for_currency === true);

/**
 * The platform settles every currency without conversion, as if a bank account for each had been added in the
 * Dashboard; it appears when it is first needed. Connected accounts have what was added to them.
 */
export function bankAccountFor(sandbox: Sandbox, currency: string): BankAccount | undefined {
  const present = defaultBankAccount(sandbox, currency);
  if (present !== undefined || sandbox.account !== null) return present;
  const isUs = currency === "usd";
  return addBankAccount(sandbox, {
    number: isUs ? "000123456789" : "DE89370400440532013000",
    routingNumber: isUs ? "110000000" : null,
    country: isUs ? "US" : "DE",
    currency,
    holderName: null,
    holderType: null,
    account: PLATFORM_ACCOUNT_ID,
    isDefault: true,
    metadata: {},
  });
}
