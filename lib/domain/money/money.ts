import { invariant } from "../invariant";
import { type CurrencyCode, isCurrencyCode } from "./currency";

/** An amount in the smallest unit of its currency: 1999n USD is $19.99, 1999n JPY is ¥1,999. Never a float. */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
}

/** @throws InvariantViolation when the currency is not an ISO 4217 code. */
export function money(amountMinor: bigint, currency: CurrencyCode): Money {
  invariant(isCurrencyCode(currency), `${currency} is not an ISO 4217 code.`);
  return { amountMinor, currency };
}

export function zero(currency: CurrencyCode): Money {
  return money(0n, currency);
}

/** Amounts of two currencies never meet: that is a bug of the caller. */
function assertSameCurrency(left: Money, right: Money): void {
  invariant(
    left.currency === right.currency,
    `${left.currency} and ${right.currency} cannot be put together without a conversion.`,
  );
}

export function add(augend: Money, addend: Money): Money {
  assertSameCurrency(augend, addend);
  return { amountMinor: augend.amountMinor + addend.amountMinor, currency: augend.currency };
}

export function subtract(minuend: Money, subtrahend: Money): Money {
  assertSameCurrency(minuend, subtrahend);
  return { amountMinor: minuend.amountMinor - subtrahend.amountMinor, currency: minuend.currency };
}

export function negate(amount: Money): Money {
  return { amountMinor: -amount.amountMinor, currency: amount.currency };
}

/** A whole number of times, as a quantity is. */
export function times(amount: Money, quantity: number): Money {
  invariant(Number.isSafeInteger(quantity), `${quantity} is not a whole number.`);
  return { amountMinor: amount.amountMinor * BigInt(quantity), currency: amount.currency };
}

/** The sum of amounts in one currency; of none, zero in that currency. */
export function sum(amounts: readonly Money[], currency: CurrencyCode): Money {
  return amounts.reduce(add, zero(currency));
}

/** −1, 0 or 1 as the first is less than, equal to or more than the second. */
export function compare(left: Money, right: Money): -1 | 0 | 1 {
  assertSameCurrency(left, right);
  if (left.amountMinor === right.amountMinor) return 0;
  return left.amountMinor < right.amountMinor ? -1 : 1;
}

export function isZero(amount: Money): boolean {
  return amount.amountMinor === 0n;
}

export function isPositive(amount: Money): boolean {
  return amount.amountMinor > 0n;
}
