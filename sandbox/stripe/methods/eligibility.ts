import type { Method } from "./method.ts";
import { METHODS } from "./registry.ts";

/** What a payment or a setup says about itself; a setup has no amount. */
export type Circumstances = {
  readonly amount: number | null;
  readonly currency: string | null;
  readonly hasCustomer: boolean;
  readonly isHeld: boolean;
  readonly isReused: boolean;
  /** `null` when automatic payment methods are off, where redirects are as welcome as any. */
  readonly allowsRedirects: boolean;
};

/** Which types the merchant wants at all. */
export type Choice = {
  /** Types that the configuration has switched on. */
  readonly enabled: readonly string[];
  readonly allowed: readonly string[] | null;
  readonly excluded: readonly string[] | null;
};

export type Ineligibility = "amount" | "currency" | "customer" | "hold" | "redirect" | "reuse";

function sendsAway({ confirmation }: Method): boolean {
  // A WeChat code is scanned from the merchant's own page.
  return confirmation.kind === "redirect" && confirmation.action !== "wechat_pay_display_qr_code";
}

/** Why a type is not offered, or `null` when it is. */
export function ineligibility(known: Method, payment: Circumstances): Ineligibility | null {
  const { amount, currency } = payment;
  if (payment.isReused && !known.isReusable) return "reuse";
  if (payment.isHeld && known.holdDays === 0) return "hold";
  if (known.needsCustomer && !payment.hasCustomer) return "customer";
  if (!payment.allowsRedirects && sendsAway(known)) return "redirect";
  if (currency === null) return null;
  if (known.currencies !== "all" && !known.currencies.includes(currency)) return "currency";
  const range = known.limits[currency];
  if (amount === null || range === undefined) return null;
  return amount < range.min || amount > range.max ? "amount" : null;
}

/** The types on offer, in order. https://docs.stripe.com/payments/payment-methods/dynamic-payment-methods */
export function offeredTypes(choice: Choice, payment: Circumstances): string[] {
  const candidates = choice.allowed ?? choice.enabled;
  return METHODS.filter(
    (known) =>
      candidates.includes(known.type) &&
      choice.excluded?.includes(known.type) !== true &&
      ineligibility(known, payment) === null,
  ).map(({ type }) => type);
}
