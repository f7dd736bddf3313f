/** Why an amount of credit cannot be used as it was wished for. */
export type SplitProblem = "not_positive" | "above_usable" | "card_part_too_small";

/** What is due, as it is paid by credit and by card. The two always add up to it. Amounts in minor units. */
export interface DueSplit {
  readonly creditMinor: bigint;
  readonly cardMinor: bigint;
  /** What is wrong with the wish; then no credit is used. Null where it can be done. */
  readonly problem: SplitProblem | null;
}

interface SplitInput {
  readonly dueMinor: bigint;
  /** How much credit there is for it. */
  readonly usableMinor: bigint;
  /** The least that a card can be charged with. */
  readonly cardMinimumMinor: bigint;
}

/** As much credit as can be used: all of it, or a little less, so that what is left is not too small for a card. */
export function mostCredit({ dueMinor, usableMinor, cardMinimumMinor }: SplitInput): bigint {
  if (usableMinor >= dueMinor) return dueMinor;
  const mostBesideCard = dueMinor - cardMinimumMinor;
  if (mostBesideCard <= 0n) return 0n;
  return usableMinor < mostBesideCard ? usableMinor : mostBesideCard;
}

function problemOf(input: SplitInput, wantedMinor: bigint): SplitProblem | null {
  if (wantedMinor <= 0n) return "not_positive";
  if (wantedMinor > input.usableMinor || wantedMinor > input.dueMinor) return "above_usable";
  const cardMinor = input.dueMinor - wantedMinor;
  return cardMinor > 0n && cardMinor < input.cardMinimumMinor ? "card_part_too_small" : null;
}

/** Splits what is due by a wish for credit. The page shows it and the server checks it by the same rule. */
export function splitDue(input: SplitInput, wantedMinor: bigint): DueSplit {
  const problem = problemOf(input, wantedMinor);
  const creditMinor = problem === null ? wantedMinor : 0n;
  return { creditMinor, cardMinor: input.dueMinor - creditMinor, problem };
}
