import { invariant } from "@/lib/domain/invariant";
import { type Money, money } from "@/lib/domain/money/money";

/** Zero-decimal by ISO 4217, but Stripe counts hundredths of them. @see https://docs.stripe.com/currencies#special-cases */
const HUNDREDTHS_AT_STRIPE = new Set(["ISK", "UGX"]);

/** Stripe's amount for ours: an integer in the smallest unit that Stripe knows. @throws InvariantViolation past 2^53. */
export function toStripeAmount(amount: Money): number {
  const minor = HUNDREDTHS_AT_STRIPE.has(amount.currency) ? amount.amountMinor * 100n : amount.amountMinor;
  const magnitude = minor < 0n ? -minor : minor;
  invariant(magnitude <= BigInt(Number.MAX_SAFE_INTEGER), "An amount is too large to be sent to Stripe.");
  return Number(minor);
}

/** Our amount for Stripe's. @throws InvariantViolation when Stripe names a fraction of our smallest unit. */
export function fromStripeAmount(amount: number, currency: string): Money {
  const code = currency.toUpperCase();
  if (!HUNDREDTHS_AT_STRIPE.has(code)) return money(BigInt(amount), code);
  invariant(amount % 100 === 0, `Stripe names a fraction of a ${code}.`);
  return money(BigInt(amount) / 100n, code);
}
