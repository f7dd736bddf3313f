import type { CurrencyCode } from "../money/currency";
import type { CalendarDate } from "../time/calendar-date";
import { creditNetwork, type CreditNetwork } from "./credit-network";
import { type CreditableLine, mayPayFor, type Restrictions } from "./restrictions";
import { inSpendingOrder } from "./spending-order";
import { freeMinor, isExpired, type WalletLot } from "./wallet-lot";
import type { SpendingOrder } from "./wallet-rules";

/** What credit is to pay for. Amounts in minor units of the order's currency. */
export interface SpendingSituation {
  readonly currency: CurrencyCode;
  readonly lines: readonly CreditableLine[];
  /** What the whole order costs. */
  readonly orderTotalMinor: bigint;
  /** What is due of it now. */
  readonly dueMinor: bigint;
  readonly isFirstOrder: boolean;
  /** Today in the merchant's zone. */
  readonly today: CalendarDate;
  /** Credit that has paid for the same order before: what it paid for cannot be paid for again. */
  readonly earlier?: readonly { readonly restrictions: Restrictions; readonly amountMinor: bigint }[];
}

export interface SpendingWish {
  readonly rule: SpendingOrder;
  /** Only these lots, in this order; null: the rule decides. */
  readonly picks: readonly string[] | null;
  /** No more credit than this; null: as much as there is. */
  readonly atMostMinor: bigint | null;
}

/** Why a lot has no part in a plan. */
export type LeftOutReason =
  | "other_currency"
  | "frozen"
  | "expired"
  | "nothing_free"
  | "not_picked"
  | "order_too_small"
  | "not_first_order"
  | "no_matching_line"
  | "card_part_needed"
  | "not_needed"
  | "lines_covered";

export interface SpendingPart {
  readonly lotId: string;
  readonly amountMinor: bigint;
}

export interface SpendingPlan {
  readonly parts: readonly SpendingPart[];
  readonly left: readonly { readonly lotId: string; readonly reason: LeftOutReason }[];
  readonly totalMinor: bigint;
}

const smaller = (left: bigint, right: bigint): bigint => (left < right ? left : right);
const notNegative = (amount: bigint): bigint => (amount < 0n ? 0n : amount);

/** Why a lot may not be used at all in this situation, whatever else is used; null when it may. */
function refusalOf(
  lot: WalletLot,
  situation: SpendingSituation,
  picks: SpendingWish["picks"],
): LeftOutReason | null {
  const { minimumOrderMinor, firstOrderOnly } = lot.restrictions;
  if (lot.currency !== situation.currency) return "other_currency";
  if (picks !== null && !picks.includes(lot.id)) return "not_picked";
  if (lot.frozenAt !== null) return "frozen";
  if (isExpired(lot, situation.today)) return "expired";
  if (freeMinor(lot) <= 0n) return "nothing_free";
  if (minimumOrderMinor !== undefined && situation.orderTotalMinor < minimumOrderMinor)
    return "order_too_small";
  if (firstOrderOnly === true && !situation.isFirstOrder) return "not_first_order";
  return null;
}

/** Which lines the lot may pay for; the last flag is what no line stands for, such as a fee. */
function eligibilityOf(restrictions: Restrictions, lines: readonly CreditableLine[]): boolean[] {
  const isFree = restrictions.productKinds === undefined && restrictions.productIds === undefined;
  return [...lines.map((line) => mayPayFor(restrictions, line)), isFree];
}

function networkOf({ lines, dueMinor, earlier = [] }: SpendingSituation): CreditNetwork {
  const linesMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
  const network = creditNetwork([
    ...lines.map((line) => line.amountMinor),
    notNegative(dueMinor - linesMinor),
  ]);
  for (const { restrictions, amountMinor } of earlier)
    network.pour(eligibilityOf(restrictions, lines), amountMinor);
  return network;
}

function inOrder(lots: readonly WalletLot[], { rule, picks }: SpendingWish): WalletLot[] {
  const sorted = inSpendingOrder(lots, rule);
  if (picks === null) return sorted;
  const rank = (lot: WalletLot) => (picks.includes(lot.id) ? picks.indexOf(lot.id) : picks.length);
  return sorted.toSorted((left, right) => rank(left) - rank(right));
}

/**
 * Decides which lots pay how much of what is due, and why the others do not. Each lot gives the most it can in its turn; no lot
 * gives what it may not. The same lots, order and wish always give the same plan.
 */
export function planSpending(
  lots: readonly WalletLot[],
  situation: SpendingSituation,
  wish: SpendingWish,
): SpendingPlan {
  const network = networkOf(situation);
  let capMinor = notNegative(smaller(situation.dueMinor, wish.atMostMinor ?? situation.dueMinor));
  let totalMinor = 0n;
  const parts: SpendingPart[] = [];
  const left: { lotId: string; reason: LeftOutReason }[] = [];
  for (const lot of inOrder(lots, wish)) {
    const refusal = refusalOf(lot, situation, wish.picks);
    if (refusal !== null) {
      left.push({ lotId: lot.id, reason: refusal });
      continue;
    }
    const eligibility = eligibilityOf(lot.restrictions, situation.lines);
    if (!eligibility.includes(true)) {
      left.push({ lotId: lot.id, reason: "no_matching_line" });
      continue;
    }
    // Using a lot that wants a part paid by card binds the whole plan, so it is looked at before, and kept to afterwards.
    const byCardMinor = lot.restrictions.gatewayFundedMinor ?? 0n;
    const capWithIt = smaller(capMinor, notNegative(situation.dueMinor - byCardMinor));
    if (totalMinor >= capWithIt) {
      left.push({ lotId: lot.id, reason: totalMinor >= capMinor ? "not_needed" : "card_part_needed" });
      continue;
    }
    const amountMinor = network.pour(eligibility, smaller(freeMinor(lot), capWithIt - totalMinor));
    if (amountMinor === 0n) {
      left.push({ lotId: lot.id, reason: "lines_covered" });
      continue;
    }
    capMinor = capWithIt;
    totalMinor += amountMinor;
    parts.push({ lotId: lot.id, amountMinor });
  }
  return { parts, left, totalMinor };
}
