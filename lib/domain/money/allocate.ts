import { allocate as allocateDinero, dinero, toSnapshot } from "dinero.js/bigint";
import { invariant } from "../invariant";
import { currencyExponent } from "./currency";
import type { Money } from "./money";

/**
 * Splits an amount by weights without losing or making a unit: the shares always add up to the amount.
 * What does not divide evenly goes unit by unit to the largest weights first.
 * @throws InvariantViolation when there is no weight, one is negative, or all are zero.
 */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  invariant(weights.length > 0, "An amount cannot be split into no shares.");
  invariant(
    weights.every((weight) => weight >= 0n),
    "A share cannot have a negative weight.",
  );
  invariant(
    weights.some((weight) => weight > 0n),
    "At least one share needs a weight.",
  );
  const whole = dinero({
    amount: amount.amountMinor,
    currency: { code: amount.currency, base: 10n, exponent: BigInt(currencyExponent(amount.currency)) },
  });
  return allocateDinero(whole, [...weights]).map((share) => ({
    amountMinor: toSnapshot(share).amount,
    currency: amount.currency,
  }));
}
