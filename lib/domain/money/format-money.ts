import { currencyExponent } from "./currency";
import type { Money } from "./money";

/** The amount as a decimal text without grouping or symbol: 1999n USD is "19.99", −5n JPY is "-5". */
export function decimalText(amount: Money): string {
  const exponent = currencyExponent(amount.currency);
  const sign = amount.amountMinor < 0n ? "-" : "";
  const digits = String(amount.amountMinor < 0n ? -amount.amountMinor : amount.amountMinor);
  if (exponent === 0) return sign + digits;
  const padded = digits.padStart(exponent + 1, "0");
  return `${sign}${padded.slice(0, -exponent)}.${padded.slice(-exponent)}`;
}

export interface MoneyPart {
  readonly type: "minus" | "symbol" | "figure";
  readonly text: string;
}

/**
 * The amount for a reader, in parts, so that the currency can be set smaller than the figure.
 * A negative amount has a real minus sign (U+2212) in front.
 */
export function moneyParts(amount: Money, locale: string): MoneyPart[] {
  const exponent = currencyExponent(amount.currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: amount.currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  const magnitude = decimalText({
    ...amount,
    amountMinor: amount.amountMinor < 0n ? -amount.amountMinor : amount.amountMinor,
  });
  const parts: MoneyPart[] = amount.amountMinor < 0n ? [{ type: "minus", text: "\u2212" }] : [];
  for (const part of format.formatToParts(magnitude as Intl.StringNumericLiteral)) {
    const type = part.type === "currency" ? "symbol" : "figure";
    const last = parts.at(-1);
    if (last?.type === type) parts[parts.length - 1] = { type, text: last.text + part.value };
    else parts.push({ type, text: part.value });
  }
  return parts;
}

/** The amount for a reader, as one text: "$1,234.50", "−¥500". */
export function formatMoney(amount: Money, locale: string): string {
  return moneyParts(amount, locale)
    .map((part) => part.text)
    .join("");
}
