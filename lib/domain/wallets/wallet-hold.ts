import type { CurrencyCode } from "../money/currency";
import type { SpendingPart } from "./spending-plan";
import type { LotChange } from "./wallet-lot";

/** Credit that is reserved for an open checkout. Amounts in minor units of its currency. */
export interface WalletHold {
  readonly merchantId: string;
  readonly id: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly installmentId: string;
  /** The card payment that it goes with; null for none. */
  readonly paymentId: string | null;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly expiresAt: Date;
  /** The lots that give it, in the order in which they are spent. */
  readonly parts: readonly SpendingPart[];
}

/** What the customer saw and agreed to: exactly this much credit, from these lots (null: as the merchant's rule picks). */
export interface CreditWish {
  readonly amountMinor: bigint;
  readonly lotIds: readonly string[] | null;
}

/** Spends so much of a hold, in the order of its parts, and gives the rest back. */
export function capturedParts(hold: Pick<WalletHold, "parts">, amountMinor: bigint): LotChange[] {
  let leftMinor = amountMinor;
  return hold.parts.flatMap((part): LotChange[] => {
    const spentMinor = part.amountMinor < leftMinor ? part.amountMinor : leftMinor;
    const backMinor = part.amountMinor - spentMinor;
    leftMinor -= spentMinor;
    const { lotId } = part;
    return [
      ...(spentMinor > 0n
        ? [{ lotId, kind: "captured", amountMinor: -spentMinor, heldMinor: -spentMinor } as const]
        : []),
      ...(backMinor > 0n
        ? [{ lotId, kind: "released", amountMinor: 0n, heldMinor: -backMinor } as const]
        : []),
    ];
  });
}

/** Gives all of a hold back. */
export function releasedParts(hold: Pick<WalletHold, "parts">): LotChange[] {
  return hold.parts.map(({ lotId, amountMinor }) => ({
    lotId,
    kind: "released",
    amountMinor: 0n,
    heldMinor: -amountMinor,
  }));
}
