import { isPaidFor, type WalletLot } from "./wallet-lot";
import type { SpendingOrder } from "./wallet-rules";

type Ranked = Pick<WalletLot, "id" | "kind" | "priority" | "expiresOn" | "grantedAt">;

/** Later than any day, so that what never expires comes last. */
const NEVER = "9999-12-31";

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function byAge(left: Ranked, right: Ranked): number {
  return left.grantedAt.getTime() - right.grantedAt.getTime() || compareTexts(left.id, right.id);
}

const COMPARE: Readonly<Record<SpendingOrder, (left: Ranked, right: Ranked) => number>> = {
  first_in_first_out: byAge,
  soonest_expiring_first: (left, right) =>
    compareTexts(left.expiresOn ?? NEVER, right.expiresOn ?? NEVER) || byAge(left, right),
  // Then what was given before what was paid for, then the oldest.
  by_priority: (left, right) =>
    left.priority - right.priority ||
    Number(isPaidFor(left.kind)) - Number(isPaidFor(right.kind)) ||
    byAge(left, right),
};

/** The lots in the order in which the rule spends them; the database reads them in the same order. */
export function inSpendingOrder<T extends Ranked>(lots: readonly T[], rule: SpendingOrder): T[] {
  return lots.toSorted(COMPARE[rule]);
}
