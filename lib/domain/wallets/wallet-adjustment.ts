import type { Money } from "../money/money";
import type { CalendarDate } from "../time/calendar-date";
import { type Restrictions, writeRestrictions } from "./restrictions";
import type { GrantableKind } from "./wallet-lot";

interface Adjustment {
  /** Names this act, so that a double click grants once. */
  readonly adjustmentKey: string;
  readonly customerId: string;
  readonly amount: Money;
  readonly reason: string;
}

export interface GrantCredit extends Adjustment {
  readonly direction: "grant";
  /** Goodwill, unless said otherwise. */
  readonly kind?: GrantableKind;
  /** 1 is spent first, 50 last; the kind's own, unless said otherwise. */
  readonly priority?: number;
  /** The last day on which it may be spent; null: never expires. The kind's own, unless said otherwise. */
  readonly expiresOn?: CalendarDate | null;
  readonly restrictions?: Restrictions;
}

export interface ClawBackCredit extends Adjustment {
  readonly direction: "claw_back";
  /** Only from this lot; gifts before paid credit and the newest first, unless said otherwise. */
  readonly lotId?: string;
}

export type AdjustWallet = GrantCredit | ClawBackCredit;

/** What an adjustment is about, without its key: the same key with another wish is refused. */
export function adjustmentWish(command: AdjustWallet): Readonly<Record<string, unknown>> {
  const { adjustmentKey: _key, reason, ...wish } = command;
  const limits = "restrictions" in wish ? { restrictions: writeRestrictions(wish.restrictions ?? {}) } : {};
  return { ...wish, ...limits, reason: reason.trim() };
}
