import type { CurrencyCode } from "../money/currency";
import type { CalendarDate } from "../time/calendar-date";
import type { Restrictions } from "./restrictions";

export const WALLET_LOT_KINDS = ["top_up", "promotional", "refund", "goodwill"] as const;
export type WalletLotKind = (typeof WALLET_LOT_KINDS)[number];

/** What staff may give away. The other kinds come from money that moved. */
export const GRANTABLE_KINDS = ["promotional", "goodwill"] as const;
export type GrantableKind = (typeof GRANTABLE_KINDS)[number];

/** What a lot came from, so that every cent leads back to an event. */
export type LotOriginKind =
  "adjustment" | "payment" | "order" | "refund" | "conversion" | "restore" | "opening" | "manual_payment";

export const PRIORITY_MIN = 1;
export const PRIORITY_MAX = 50;

/** A part of a wallet's balance that came at once, with its own rules. Amounts in minor units of its currency. */
export interface WalletLot {
  readonly merchantId: string;
  readonly id: string;
  readonly customerId: string;
  readonly currency: CurrencyCode;
  readonly kind: WalletLotKind;
  readonly grantedMinor: bigint;
  /** What is neither spent, expired nor taken back; the held part is in it. */
  readonly remainingMinor: bigint;
  /** What open checkouts have reserved. */
  readonly heldMinor: bigint;
  /** 1 is spent first, 50 last. */
  readonly priority: number;
  /** The last day on which it may be spent; null when it never expires. */
  readonly expiresOn: CalendarDate | null;
  readonly restrictions: Restrictions;
  readonly isRefundable: boolean;
  readonly originKind: LotOriginKind;
  readonly originId: string;
  readonly frozenAt: Date | null;
  readonly grantedAt: Date;
}

/** Whether the customer's money stands behind it. The merchant gives away the rest. */
export function isPaidFor(kind: WalletLotKind): boolean {
  return kind === "top_up" || kind === "refund";
}

/** What remains of it and is not held. */
export function freeMinor(lot: Pick<WalletLot, "remainingMinor" | "heldMinor">): bigint {
  return lot.remainingMinor - lot.heldMinor;
}

/** Whether its last day is over. What a hold has reserved of it keeps its value until the hold ends. */
export function isExpired(lot: Pick<WalletLot, "expiresOn">, today: CalendarDate): boolean {
  return lot.expiresOn !== null && lot.expiresOn < today;
}

export const WALLET_MOVEMENT_KINDS = [
  "granted",
  "held",
  "released",
  "captured",
  "spent",
  "expired",
  "clawed_back",
  "converted",
  "restored",
  "frozen",
  "unfrozen",
  "reversed",
] as const;
export type WalletMovementKind = (typeof WALLET_MOVEMENT_KINDS)[number];

/** One change of one lot: of what remains, and of what is held. */
export interface LotChange {
  readonly lotId: string;
  readonly kind: WalletMovementKind;
  readonly amountMinor: bigint;
  readonly heldMinor: bigint;
}
