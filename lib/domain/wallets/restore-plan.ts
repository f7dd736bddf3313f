import type { CalendarDate } from "../time/calendar-date";
import { addDays } from "../time/calendar-date";
import { isExpired, type WalletLot } from "./wallet-lot";

/** What a payment took from a lot and has not given back. */
export interface Restorable {
  readonly lot: WalletLot;
  readonly openMinor: bigint;
}

/** How spent credit goes back: to the lot that it came from; where that has expired meanwhile, as a new lot like it. */
export interface RestorePart {
  readonly lot: WalletLot;
  readonly amountMinor: bigint;
  /** The last day of the new lot; null when it goes back to its own. */
  readonly newExpiresOn: CalendarDate | null;
}

/**
 * Decides where spent credit goes back to, last spent first. Expiry is not put off by spending and giving back: only credit
 * that expired while it was spent gets a few days of grace, so that it can be spent at all.
 */
export function planRestore(
  restorables: readonly Restorable[],
  amountMinor: bigint,
  given: { readonly today: CalendarDate; readonly graceDays: number },
): { readonly parts: readonly RestorePart[]; readonly restorableMinor: bigint } {
  let leftMinor = amountMinor;
  const parts: RestorePart[] = [];
  for (const { lot, openMinor } of restorables) {
    const backMinor = openMinor < leftMinor ? openMinor : leftMinor;
    if (backMinor <= 0n) continue;
    leftMinor -= backMinor;
    const newExpiresOn = isExpired(lot, given.today) ? addDays(given.today, given.graceDays) : null;
    parts.push({ lot, amountMinor: backMinor, newExpiresOn });
  }
  return { parts, restorableMinor: restorables.reduce((sum, { openMinor }) => sum + openMinor, 0n) };
}
