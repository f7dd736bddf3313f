/** How long a new link may live, in days. */
export const PAY_LINK_DAYS_MAX = 60;
export const PAY_LINK_DAYS_USUAL = 14;

/** Links with a made-up token that one network may open in a window, before it is told to wait. */
export const PAY_LINK_MISSES_MAX = 30;

export const PAY_LINK_STATES = ["open", "revoked", "expired"] as const;
export type PayLinkState = (typeof PAY_LINK_STATES)[number];

/** Whether a link still opens anything. */
export function payLinkState(
  link: { readonly revokedAt: Date | null; readonly expiresAt: Date },
  now: Date,
): PayLinkState {
  if (link.revokedAt !== null) return "revoked";
  return now >= link.expiresAt ? "expired" : "open";
}
