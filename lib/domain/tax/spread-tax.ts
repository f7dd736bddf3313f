import { allocate } from "../money/allocate";
import type { CurrencyCode } from "../money/currency";
import { money } from "../money/money";
import type { Installment } from "../orders/order";
import { divideHalfUp } from "./divide-half-up";
import { groupTaxes, type TaxRow } from "./tax-row";

interface Part {
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
}

/** The parts of a schedule with the tax in each of them: it is split as the parts are, and sums to all of it. */
export function withTax<Owed extends Part>(
  parts: readonly Owed[],
  taxMinor: bigint,
): (Owed & { readonly taxMinor: bigint })[] {
  const [first] = parts;
  if (first === undefined || taxMinor === 0n) return parts.map((part) => ({ ...part, taxMinor: 0n }));
  const shares = allocate(
    money(taxMinor, first.currency),
    parts.map(({ amountMinor }) => amountMinor),
  );
  return parts.map((part, index) => ({ ...part, taxMinor: shares[index]?.amountMinor ?? 0n }));
}

/**
 * What a part of a claim holds of each tax that is left in the whole of it. The part's tax is split by what is left of each;
 * its bases in proportion, half up. Whoever takes all that is left takes all of each.
 */
export function shareOfTaxes(
  left: readonly TaxRow[],
  part: Part & { readonly taxMinor: bigint; readonly wholeMinor: bigint },
): TaxRow[] {
  const groups = groupTaxes(left);
  const shares =
    part.taxMinor === 0n
      ? []
      : allocate(
          money(part.taxMinor, part.currency),
          groups.map(({ taxMinor }) => taxMinor),
        );
  return groups.map((row, index) => ({
    ...row,
    taxableMinor: divideHalfUp(row.taxableMinor * part.amountMinor, part.wholeMinor),
    taxMinor: shares[index]?.amountMinor ?? 0n,
  }));
}

/**
 * The tax in what is taken off a claim, in proportion, half up, counted from all that was taken off it so far: taken off in
 * however many steps, all of the claim takes all of its tax. In minor units.
 */
export function taxTakenBack(
  claim: Pick<Installment, "amountMinor" | "creditedMinor" | "withdrawnMinor" | "taxMinor">,
  takenMinor: bigint,
): bigint {
  const before = claim.creditedMinor + claim.withdrawnMinor;
  const upTo = (minor: bigint) => divideHalfUp(claim.taxMinor * minor, claim.amountMinor);
  return upTo(before + takenMinor) - upTo(before);
}
