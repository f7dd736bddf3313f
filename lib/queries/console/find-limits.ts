import type { Actor } from "@/lib/domain/actor";
import type { CurrencyCode } from "@/lib/domain/money/currency";
import { type Money, money } from "@/lib/domain/money/money";
import { permits } from "@/lib/domain/permissions";
import { prisma } from "@/lib/db/client";

export interface LimitsView {
  readonly minMinor: bigint;
  readonly maxMinor: bigint;
  /** What the limits come to in each currency that the merchant sells in. */
  readonly amounts: readonly { readonly currency: CurrencyCode; readonly min: Money; readonly max: Money }[];
}

/** The least and the most that an order of the actor's merchant may come to; null for whoever may not read it. */
export async function findLimits(actor: Actor): Promise<LimitsView | null> {
  if (!permits(actor, "limits.read")) return null;
  const merchant = await prisma().merchant.findUnique({
    where: { id: actor.merchantId },
    select: { currencies: true, paymentAmountMinMinor: true, paymentAmountMaxMinor: true },
  });
  if (merchant === null) return null;
  const { currencies, paymentAmountMinMinor: minMinor, paymentAmountMaxMinor: maxMinor } = merchant;
  return {
    minMinor,
    maxMinor,
    amounts: currencies.map((currency) => ({
      currency,
      min: money(minMinor, currency),
      max: money(maxMinor, currency),
    })),
  };
}
