/** Declines and tries are counted over this long; after it nothing of them is held against anybody. */
export const VELOCITY_WINDOW_MS = 15 * 60_000;

/**
 * Whoever tests stolen cards tries many, of which most are declined; a buyer tries a few. Limits of one window.
 * @see https://docs.stripe.com/disputes/prevention/card-testing
 */
export const VELOCITY_LIMITS = {
  /** Declines of one customer, on whatever orders. */
  declinesOfCustomer: 10,
  /** New tries after a decline from one network, by however many accounts: an office that shares an address has a few. */
  retriesFromNetwork: 40,
  /** Cards that one customer starts to save. */
  setupsOfCustomer: 10,
  /** Cards that are started to be saved from one network. */
  setupsFromNetwork: 60,
  /** Declines of one payment, at which it is given up at the gateway: it was confirmed there without asking us. */
  declinesOfPayment: 12,
} as const;

export type VelocityCounts = { readonly [K in keyof typeof VELOCITY_LIMITS]?: number };

/** The first limit that the counts are beyond, or null. A count includes the try that is being judged. */
export function velocityLimitBroken(counts: VelocityCounts): keyof typeof VELOCITY_LIMITS | null {
  const names = [
    "declinesOfCustomer",
    "retriesFromNetwork",
    "setupsOfCustomer",
    "setupsFromNetwork",
  ] as const;
  return names.find((name) => (counts[name] ?? 0) > VELOCITY_LIMITS[name]) ?? null;
}
