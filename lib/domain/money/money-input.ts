import { currencyExponent } from "./currency";
import type { Money } from "./money";

/** An amount as a person would type it into a field, such as 1250.50: parseMoney reads it back. */
export function moneyInput({ amountMinor, currency }: Money): string {
  const exponent = currencyExponent(currency);
  const digits = String(amountMinor < 0n ? -amountMinor : amountMinor).padStart(exponent + 1, "0");
  const sign = amountMinor < 0n ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
