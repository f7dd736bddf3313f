import * as iso from "dinero.js/bigint/currencies";

/** ISO 4217 code, upper case. */
export type CurrencyCode = string;

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  Object.values(iso).map((currency) => [currency.code, Number(currency.exponent)]),
);

/** Whether the text is an ISO 4217 code that we know. */
export function isCurrencyCode(text: string): boolean {
  return EXPONENTS.has(text);
}

/** Digits after the point: 2 for USD, 0 for JPY, 3 for KWD. @throws RangeError for an unknown code. */
export function currencyExponent(currency: CurrencyCode): number {
  const exponent = EXPONENTS.get(currency);
  if (exponent === undefined) throw new RangeError(`${currency} is not an ISO 4217 code.`);
  return exponent;
}
