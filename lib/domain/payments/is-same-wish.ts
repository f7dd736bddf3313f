import type { CreditWish } from "../wallets/wallet-hold";

/** Whether two wishes name the same amount of credit from the same lots, in whatever order the lots are listed. */
export function isSameWish(left: CreditWish | null, right: CreditWish | null): boolean {
  if (left === null || right === null) return left === right;
  return left.amountMinor === right.amountMinor && pickKey(left) === pickKey(right);
}

function pickKey({ lotIds }: CreditWish): string {
  return lotIds === null ? "rule" : [...new Set(lotIds)].toSorted().join(" ");
}
