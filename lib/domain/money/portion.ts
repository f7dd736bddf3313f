import type { Money } from "./money";

export type Rounding = "half_up" | "down";

/**
 * A share of an amount in basis points (10,000 = all of it), rounded as named.
 * half_up rounds halves away from zero, as invoices do; down drops the fraction.
 */
export function portion(amount: Money, share: { basisPoints: number; rounding: Rounding }): Money {
  const product = amount.amountMinor * BigInt(share.basisPoints);
  const sign = product < 0n ? -1n : 1n;
  const magnitude = product * sign;
  const half = share.rounding === "half_up" ? 5_000n : 0n;
  return { amountMinor: sign * ((magnitude + half) / 10_000n), currency: amount.currency };
}
