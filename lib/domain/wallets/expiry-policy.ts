import type { HouseAccountCode } from "../ledger/chart-of-accounts";
import { addDays, type CalendarDate } from "../time/calendar-date";
import { isPaidFor, type WalletLotKind } from "./wallet-lot";
import type { ExpiryDays } from "./wallet-rules";

/** What a lot of some kind is like, unless whoever makes it says otherwise. */
export interface LotPolicy {
  readonly priority: number;
  /** Whether it may be paid out as money again. */
  readonly isRefundable: boolean;
}

/** Gifts are spent before what the customer's money stands behind, and only the latter can become money again. */
export const LOT_POLICIES: Readonly<Record<WalletLotKind, LotPolicy>> = {
  promotional: { priority: 10, isRefundable: false },
  goodwill: { priority: 20, isRefundable: false },
  refund: { priority: 30, isRefundable: true },
  top_up: { priority: 40, isRefundable: true },
};

/** How many days before its last day a customer is told that credit expires. */
export const NOTICE_DAYS = [14, 3] as const;

/** The last day on which a lot of a kind, granted on a day, may be spent; null: it never expires. */
export function expiryOf(
  { topUp, promotional, refund, goodwill }: ExpiryDays,
  kind: WalletLotKind,
  grantedOn: CalendarDate,
): CalendarDate | null {
  const days = { top_up: topUp, promotional, refund, goodwill }[kind];
  return days === null ? null : addDays(grantedOn, days);
}

/** Where an expired rest goes: paid credit that nobody used is income, a gift that nobody used was no expense. */
export function expiredInto(kind: WalletLotKind): HouseAccountCode {
  return isPaidFor(kind) ? "breakage" : "promotional_credit";
}
