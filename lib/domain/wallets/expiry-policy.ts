import { addDays, type CalendarDate } from "../time/calendar-date";
import type { HouseAccountCode } from "../ledger/chart-of-accounts";
import { isPaidFor, type WalletLotKind } from "./wallet-lot";

/** What a lot of some kind is like, unless whoever makes it says otherwise. */
export interface LotPolicy {
  /** From the day it is granted; null: it never expires. */
  readonly expiresAfterDays: number | null;
  readonly priority: number;
  /** Whether it may be paid out as money again. */
  readonly isRefundable: boolean;
}

/** What customers paid for does not expire by itself; what was given away does. */
export const DEFAULT_LOT_POLICIES: Readonly<Record<WalletLotKind, LotPolicy>> = {
  promotional: { expiresAfterDays: 90, priority: 10, isRefundable: false },
  goodwill: { expiresAfterDays: 365, priority: 20, isRefundable: false },
  refund: { expiresAfterDays: null, priority: 30, isRefundable: true },
  top_up: { expiresAfterDays: null, priority: 40, isRefundable: true },
};

/** How many days before its last day a customer is told that credit expires. */
export const NOTICE_DAYS = [14, 3] as const;

/** How long credit that expired while it was spent may be used after it was given back. */
export const RESTORE_GRACE_DAYS = 30;

/** The last day on which a lot granted on a day may be spent. */
export function expiryOf(expiresAfterDays: number | null, grantedOn: CalendarDate): CalendarDate | null {
  return expiresAfterDays === null ? null : addDays(grantedOn, expiresAfterDays);
}

/** Where an expired rest goes: paid credit that nobody used is income, a gift that nobody used was no expense. */
export function expiredInto(kind: WalletLotKind): HouseAccountCode {
  return isPaidFor(kind) ? "breakage" : "promotional_credit";
}
