import { err, ok, type Result } from "../result";
import { type CurrencyCode, currencyExponent, isCurrencyCode } from "./currency";
import { type Money, money } from "./money";

export type ParseMoneyRefusal =
  "currency_unknown" | "amount_malformed" | "amount_too_precise" | "amount_too_large";

/** PostgreSQL's bigint holds this much, and no order comes near it. */
const AMOUNT_MINOR_MAX = 9_223_372_036_854_775_807n;

/** Reads what a person typed, such as "1,250.50", as an amount. The point is ".", groups may be set off by "," or a space. */
export function parseMoney(text: string, currency: CurrencyCode): Result<Money, ParseMoneyRefusal> {
  if (!isCurrencyCode(currency)) return err("currency_unknown");
  const match = /^(-?)(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.(\d+))?$/.exec(text.trim().replace("\u2212", "-"));
  if (!match) return err("amount_malformed");
  const [, sign = "", whole = "", fraction = ""] = match;
  const exponent = currencyExponent(currency);
  if (fraction.length > exponent) return err("amount_too_precise");
  const magnitude = BigInt(whole.replace(/[, ]/g, "") + fraction.padEnd(exponent, "0"));
  if (magnitude > AMOUNT_MINOR_MAX) return err("amount_too_large");
  return ok(money(sign === "-" ? -magnitude : magnitude, currency));
}
