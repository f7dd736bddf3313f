import { isPaidFor, type WalletLot } from "./wallet-lot";

export const SPENDING_RULES = ["first_in_first_out", "soonest_expiring_first", "by_priority"] as const;
/** The order in which lots are spent. By priority: then what was given before what was paid for, then the oldest. */
export type SpendingRule = (typeof SPENDING_RULES)[number];

type Ranked = Pick<WalletLot, "id" | "kind" | "priority" | "expiresOn" | "grantedAt">;

/** Later than any day, so that what never expires comes last. */
const NEVER = "9999-12-31";

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function byAge(left: Ranked, right: Ranked): number {
  return left.grantedAt.getTime() - right.grantedAt.getTime() || compareTexts(left.id, right.id);
}

const COMPARE: Readonly<Record<SpendingRule, (left: Ranked, right: Ranked) => number>> = {
  first_in_first_out: byAge,
  soonest_expiring_first: (left, right) =>
    compareTexts(left.expiresOn ?? NEVER, right.expiresOn ?? NEVER) || byAge(left, right),
  by_priority: (left, right) =>
    left.priority - right.priority ||
    Number(isPaidFor(left.kind)) - Number(isPaidFor(right.kind)) ||
    byAge(left, right),
};

/** The lots in the order in which the rule spends them; the same order as the database reads them in. */
export function inSpendingOrder<T extends Ranked>(lots: readonly T[], rule: SpendingRule): T[] {
  return lots.toSorted(COMPARE[rule]);
}
