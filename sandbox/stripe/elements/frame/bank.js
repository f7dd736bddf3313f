import { digitsOf } from "./card.js";

const error = (code, words = code) => ({ code, words });

/** How long an IBAN is in the countries of SEPA. https://www.swift.com/standards/data-standards/iban-international-bank-account-number */
const IBAN_LENGTHS = {
  AD: 24,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
};

const compact = (text) => text.replaceAll(/[^0-9A-Za-z]/g, "").toUpperCase();

/** `DE89 3704 0044 0532 0130 00` */
export const formatIban = (text) =>
  compact(text)
    .slice(0, 34)
    .replaceAll(/(.{4})(?=.)/g, "$1 ");

/** ISO 13616: the letters as numbers, the first four characters last, modulo 97 is 1. */
function passesMod97(iban) {
  const rotated = iban.slice(4) + iban.slice(0, 4);
  const digits = rotated.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

export const ibanCountry = (text) => compact(text).slice(0, 2);

export function checkIban(text) {
  const iban = compact(text);
  if (iban.length < 2) return error("incomplete_iban");
  const length = IBAN_LENGTHS[iban.slice(0, 2)];
  if (length === undefined) return error("invalid_iban_country_code", "invalid_iban");
  if (iban.length < length) return error("incomplete_iban");
  return iban.length === length && passesMod97(iban) ? null : error("invalid_iban");
}

/** An ABA number: nine digits whose weighted sum is a multiple of ten. */
export function checkRoutingNumber(text) {
  const digits = digitsOf(text);
  if (digits.length < 9) return error("incomplete_routing_number", "incomplete_routing");
  const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits.length === 9 && sum % 10 === 0 ? null : error("invalid_routing_number", "invalid_routing");
}

export const checkAccountNumber = (text) =>
  digitsOf(text).length >= 4 ? null : error("incomplete_account_number", "incomplete_account");
