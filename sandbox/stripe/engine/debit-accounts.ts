import { createHmac } from "node:crypto";
import { accountByNumber, isIban, type TestAccount } from "../methods/test-accounts.ts";
import type { PaymentMethod } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";

const TEST_ROUTING_NUMBER = "110000000";

/** The same for the same account. Only test accounts are taken, and their numbers are public. */
const fingerprintOf = (number: string): string =>
  createHmac("sha256", "sandbox").update(number).digest("base64url").replaceAll(/[-_]/g, "x").slice(0, 16);

/** What a bank account is given as. */
export type GivenUsAccount = {
  readonly account_holder_type?: "company" | "individual" | undefined;
  readonly account_number?: string | undefined;
  readonly account_type?: "checking" | "savings" | undefined;
  readonly financial_connections_account?: string | undefined;
  readonly routing_number?: string | undefined;
};

/** The check digit of a routing number. */
function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const weights = [3, 7, 1];
  const sum = Array.from(text).reduce(
    (total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0),
    0,
  );
  return sum % 10 === 0;
}

function missing(param: string): never {
  throw invalidRequest(`Missing required param: ${param}.`, { code: "parameter_missing", param });
}

/** https://docs.stripe.com/testing#ach-direct-debit */
export function usTestAccount(given: GivenUsAccount): TestAccount {
  if (given.financial_connections_account !== undefined) {
    throw invalidRequest(
      `No such financialconnections.account: '${given.financial_connections_account}'. The sandbox links no bank accounts; ` +
        "use an account number, or pm_usBankAccount_success for one that is verified.",
      { code: "resource_missing", param: "us_bank_account[financial_connections_account]" },
    );
  }
  const number = given.account_number ?? missing("us_bank_account[account_number]");
  const routing = given.routing_number ?? missing("us_bank_account[routing_number]");
  if (!isRoutingNumber(routing)) {
    throw invalidRequest("Invalid routing number.", {
      code: "routing_number_invalid",
      param: "us_bank_account[routing_number]",
    });
  }
  const account = accountByNumber(number);
  if (account !== undefined && account.token.startsWith("pm_usBankAccount_")) return account;
  throw invalidRequest(
    "You must use a test bank account number in test mode. Try 000123456789 or see more options at " +
      "https://docs.stripe.com/testing#ach-direct-debit.",
    { code: "account_number_invalid", param: "us_bank_account[account_number]" },
  );
}

export function usAccountDetails(
  account: TestAccount,
  given: GivenUsAccount,
): Pick<PaymentMethod, "us_bank_account"> {
  return {
    us_bank_account: {
      account_holder_type: given.account_holder_type ?? "individual",
      account_type: given.account_type ?? "checking",
      bank_name: "STRIPE TEST BANK",
      financial_connections_account: null,
      fingerprint: fingerprintOf(account.number),
      last4: account.number.slice(-4),
      networks: { preferred: "ach", supported: ["ach"] },
      routing_number: given.routing_number ?? TEST_ROUTING_NUMBER,
      status_details: {},
    },
  };
}

/** https://docs.stripe.com/payments/sepa-debit/accept-a-payment#test-account-numbers */
export function sepaTestAccount(iban: string): TestAccount {
  const number = iban.replaceAll(/\s/g, "").toUpperCase();
  const param = "sepa_debit[iban]";
  if (!isIban(number))
    throw invalidRequest("The IBAN you entered is invalid.", { code: "invalid_number", param });
  const account = accountByNumber(number);
  if (account !== undefined) return account;
  throw invalidRequest(
    "You must use a test IBAN in test mode. Try AT611904300234573201 or see more options at " +
      "https://docs.stripe.com/payments/sepa-debit/accept-a-payment#test-account-numbers.",
    { code: "account_number_invalid", param },
  );
}

export function sepaAccountDetails({ number }: TestAccount): Pick<PaymentMethod, "sepa_debit"> {
  return {
    sepa_debit: {
      bank_code: number.slice(4, 9),
      branch_code: "",
      country: number.slice(0, 2),
      fingerprint: fingerprintOf(number),
      generated_from: { charge: null, setup_attempt: null },
      last4: number.slice(-4),
    },
  };
}
