import { invalidRequest } from "../protocol/errors.ts";

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
export function checkBankDetails(details: BankDetails, param = "external_account"): void {
  const { number, routingNumber, country } = details;
  if (!/^([A-Z]{2}\d{2}[A-Z0-9]{10,30}|\d{4,17})$/.test(number)) {
    throw invalidRequest(
      "You must use a test bank account number in test mode. Try 000123456789 or see more options at " +
        "https://stripe.com/docs/connect/testing#account-numbers.",
      { code: "account_number_invalid", param: `${param}[account_number]` },
    );
  }
  if (country === "US" && !/^\d{9}$/.test(routingNumber ?? "")) {
    throw invalidRequest("Routing number must have 9 digits", {
      code: "routing_number_invalid",
      param: `${param}[routing_number]`,
    });
  }
}
