import { freeMinor, isPaidFor, type LotChange, type WalletLot } from "./wallet-lot";

/** What the plan needs to know of a lot. */
export type ClawBackSource = Pick<WalletLot, "id" | "kind" | "remainingMinor" | "heldMinor" | "grantedAt">;

export interface ClawBack {
  readonly changes: readonly LotChange[];
  /** Taken from what the merchant had given away. */
  readonly givenMinor: bigint;
  /** Taken from what the customer's money stands behind. */
  readonly paidMinor: bigint;
  /** What could be taken at most: all that is not held. */
  readonly availableMinor: bigint;
}

/** Gifts before paid credit, the newest first: what was a mistake is mostly the last thing that was given. */
function inOrderOfTaking(left: ClawBackSource, right: ClawBackSource): number {
  return (
    Number(isPaidFor(left.kind)) - Number(isPaidFor(right.kind)) ||
    right.grantedAt.getTime() - left.grantedAt.getTime() ||
    (left.id < right.id ? 1 : -1)
  );
}

/** Decides which lots credit is taken back from. Takes no more than is free; the caller refuses when that is too little. */
export function planClawBack(lots: readonly ClawBackSource[], amountMinor: bigint): ClawBack {
  let leftMinor = amountMinor;
  let givenMinor = 0n;
  let paidMinor = 0n;
  const changes: LotChange[] = [];
  for (const lot of lots.toSorted(inOrderOfTaking)) {
    const free = freeMinor(lot);
    const takenMinor = free < leftMinor ? free : leftMinor;
    if (takenMinor <= 0n) continue;
    leftMinor -= takenMinor;
    if (isPaidFor(lot.kind)) paidMinor += takenMinor;
    else givenMinor += takenMinor;
    changes.push({ lotId: lot.id, kind: "clawed_back", amountMinor: -takenMinor, heldMinor: 0n });
  }
  const availableMinor = lots.reduce((sum, lot) => sum + freeMinor(lot), 0n);
  return { changes, givenMinor, paidMinor, availableMinor };
}
