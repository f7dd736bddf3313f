import { createHash } from "node:crypto";
import { PLATFORM_ACCOUNT_ID } from "../connect.ts";
import { newId } from "../ids.ts";
import type { BankAccount, Metadata, Token } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { BankDetails } from "./bank-details.ts";
import { payoutFailureOf } from "./payout-failures.ts";

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
    ...publicDetails(id, given),
    account: given.account,
    available_payout_methods: given.country === "US" ? ["standard", "instant"] : ["standard"],
    default_for_currency: isDefault,
    future_requirements: noRequirements(),
    metadata: given.metadata,
    requirements: noRequirements(),
  });
}

/** What the API shows of a bank account; its number stays here. */
const publicDetails = (id: string, given: BankDetails): Omit<BankAccount, "account"> => ({
  id,
  object: "bank_account",
  account_holder_name: given.holderName,
  account_holder_type: given.holderType,
  account_type: null,
  bank_name: "STRIPE TEST BANK",
  country: given.country,
  currency: given.currency,
  fingerprint: createHash("sha256").update(given.number).digest("hex").slice(0, 16),
  last4: given.number.slice(-4),
  routing_number: given.routingNumber,
  status: "new",
});

/** A token that stands for a bank account once. https://docs.stripe.com/api/tokens/create_bank_account */
export function addBankToken(sandbox: Sandbox, details: BankDetails): Token {
  const id = newId("btok_");
  sandbox.store.tokenBanks.set(id, details);
  return sandbox.store.tokens.insert({
    id,
    object: "token",
    bank_account: publicDetails(newId("ba_"), details),
    client_ip: null,
    created: nowS(),
    livemode: false,
    type: "bank_account",
    used: false,
  });
}

/** The bank account behind a token of ours, which is used up by that; `null` when it is none of ours. */
export function useBankToken(sandbox: Sandbox, id: string): BankDetails | null {
  const token = sandbox.store.tokens.find(id);
  const details = sandbox.store.tokenBanks.peek(id);
  if (token === undefined || details === undefined) return null;
  if (token.used) {
    throw invalidRequest(`You cannot use a Stripe token more than once: ${id}.`, {
      code: "token_already_used",
      param: "external_account",
    });
  }
  token.used = true;
  return details;
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
