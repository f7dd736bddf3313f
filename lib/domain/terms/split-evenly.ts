import { allocate } from "../money/allocate";
import { currencyExponent } from "../money/currency";
import { type Money, money } from "../money/money";

/**
 * The step in which parts of an amount are made. Cards in currencies of three decimals are charged in tens of the smallest unit:
 * the last digit is a zero.
 * @see https://docs.stripe.com/currencies#three-decimal
 */
function stepOf({ currency }: Money): bigint {
  return currencyExponent(currency) === 3 ? 10n : 1n;
}

/** The nearest amount that a part may be, halves up. */
export function toStep(amount: Money): Money {
  const step = stepOf(amount);
  return money(((amount.amountMinor + step / 2n) / step) * step, amount.currency);
}

/** Equal parts that sum to the amount; what does not divide goes, step by step, to the earlier ones. */
export function splitEvenly(amount: Money, count: number): Money[] {
  const step = stepOf(amount);
  const steps = money(amount.amountMinor / step, amount.currency);
  const rest = amount.amountMinor % step;
  return allocate(
    steps,
    Array.from({ length: count }, () => 1n),
  ).map((share, index) => money(share.amountMinor * step + (index === 0 ? rest : 0n), amount.currency));
}
