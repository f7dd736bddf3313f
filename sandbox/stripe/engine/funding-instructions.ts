import { createHash } from "node:crypto";
import type { Address, PaymentIntent } from "../objects.ts";

type BankTransferType =
  "eu_bank_transfer" | "gb_bank_transfer" | "jp_bank_transfer" | "mx_bank_transfer" | "us_bank_transfer";

type Instructions = NonNullable<
  NonNullable<PaymentIntent["next_action"]>["display_bank_transfer_instructions"]
>;
export type FinancialAddress = NonNullable<Instructions["financial_addresses"]>[number];

/** The transfers of each currency. https://docs.stripe.com/payments/bank-transfers */
export const TRANSFER_TYPES: Readonly<Record<string, BankTransferType>> = {
  eur: "eu_bank_transfer",
  gbp: "gb_bank_transfer",
  jpy: "jp_bank_transfer",
  mxn: "mx_bank_transfer",
  usd: "us_bank_transfer",
};

const COUNTRIES: Readonly<Record<BankTransferType, string>> = {
  eu_bank_transfer: "IE",
  gb_bank_transfer: "GB",
  jp_bank_transfer: "JP",
  mx_bank_transfer: "MX",
  us_bank_transfer: "US",
};

/** The country of the virtual account; in the euro area the merchant chooses one. */
export const transferCountry = (type: BankTransferType, euCountry: string | undefined): string =>
  type === "eu_bank_transfer" ? (euCountry ?? COUNTRIES[type]) : COUNTRIES[type];

/** Digits that are the same for the same customer: a virtual account is theirs for good. */
function digitsOf(seed: string, count: number): string {
  const hex = createHash("sha256").update(seed).digest("hex");
  return Array.from(hex, (character) => String(Number.parseInt(character, 16) % 10))
    .join("")
    .slice(0, count);
}

const addressIn = (country: string): Address => ({
  city: "Sandbox City",
  country,
  line1: "1 Test Street",
  line2: null,
  postal_code: "00000",
  state: null,
});

function ibanOf(country: string, body: string): string {
  const digits = `${body}${country}00`.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return `${country}${String(98 - remainder).padStart(2, "0")}${body}`;
}

/** Where a customer sends money to. https://docs.stripe.com/payments/customer-balance/funding-instructions */
export function financialAddresses(
  customerId: string,
  type: BankTransferType,
  euCountry: string | undefined,
): FinancialAddress[] {
  const country = transferCountry(type, euCountry);
  const address = addressIn(country);
  const digits = (count: number): string => digitsOf(`${customerId}${type}`, count);
  const held = {
    account_holder_address: address,
    account_holder_name: "Remit sandbox",
    bank_address: address,
  };
  const bank = { ...held, bank_name: "STRIPE TEST BANK" };
  if (type === "us_bank_transfer") {
    const account = { ...bank, account_number: digits(12), account_type: "checking" };
    return [
      {
        type: "aba",
        supported_networks: ["ach", "domestic_wire_us"],
        aba: { ...account, routing_number: "999999999" },
      },
      { type: "swift", supported_networks: ["swift"], swift: { ...account, swift_code: "TESTUS99XXX" } },
    ];
  }
  if (type === "gb_bank_transfer") {
    const sort_code = { ...held, account_number: digits(8), sort_code: "200000" };
    return [{ type: "sort_code", supported_networks: ["bacs", "fps"], sort_code }];
  }
  if (type === "jp_bank_transfer") {
    const zengin = {
      ...bank,
      account_number: digits(7),
      account_type: "futsu",
      bank_code: "0000",
      branch_code: "000",
      branch_name: "TEST",
    };
    return [{ type: "zengin", supported_networks: ["zengin"], zengin }];
  }
  if (type === "mx_bank_transfer")
    return [
      { type: "spei", supported_networks: ["spei"], spei: { ...bank, bank_code: "000", clabe: digits(18) } },
    ];
  const iban = { ...held, bic: `TEST${country}2X`, country, iban: ibanOf(country, digits(18)) };
  return [{ type: "iban", supported_networks: ["sepa"], iban }];
}
