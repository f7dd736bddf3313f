import type { Stripe, StripeElements } from "@stripe/stripe-js";

declare global {
  /** What the merchant's page keeps of what happened; see merchant.jsx. */
  const merchant: {
    stripe: Stripe;
    elements: StripeElements;
    events: { element: string; name: string; event: unknown }[];
    result: unknown;
    answers: Record<string, unknown>;
    lastConfirm: { paymentFailed: (why?: object) => void };
    setMounted: (elements: readonly object[]) => void;
    setOptions: (options: object) => void;
  };
}
