import type { Actor } from "@/lib/domain/actor";
import { type Money, money, sum } from "@/lib/domain/money/money";
import type { ProductKind } from "@/lib/domain/orders/order-state";
import { calculateTax } from "@/lib/domain/tax/calculate-tax";
import { taxQuestion } from "@/lib/domain/tax/tax-question";
import { addedAndIncluded, groupTaxes } from "@/lib/domain/tax/tax-row";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { findTaxSettings } from "@/lib/db/tax-settings";
import { findTaxBuyer } from "@/lib/db/taxes";
import { inTransaction } from "@/lib/db/transaction";
import { type TaxView, taxView } from "./tax-view";

/** The tax of what is in a cart, and what it comes to with it. */
export interface CartTax {
  readonly taxes: readonly TaxView[];
  readonly added: Money;
  readonly total: Money;
  /** For which country it was calculated, and whether the customer said that they are there. */
  readonly country: string;
  readonly isPlaceKnown: boolean;
}

/** What tax would be owed if the cart were ordered now; null where the seller's sales are not taxed, or nothing of this is. */
export async function getCartTax(
  buyer: { readonly merchantId: string; readonly timeZone: string; readonly actor: Actor | null },
  cart: {
    readonly lines: readonly { readonly kind: ProductKind; readonly amount: Money }[];
    readonly currency: string;
    readonly now: Date;
  },
): Promise<CartTax | null> {
  const { merchantId, timeZone, actor } = buyer;
  return inTransaction(async (tx) => {
    const settings = await findTaxSettings(tx, merchantId);
    if (settings.driver !== "rates") return null;
    const known =
      actor?.kind === "customer"
        ? await findTaxBuyer(tx, merchantId, actor.customerId)
        : ({ place: null, taxId: null, taxIdState: "unchecked" } as const);
    const on = calendarDateAt(cart.now, timeZone);
    const { question, basis } = taxQuestion(settings, known, { lines: cart.lines, on });
    const rows = calculateTax(settings, question).flat();
    if (rows.length === 0) return null;
    const added = money(addedAndIncluded(rows).addedMinor, cart.currency);
    const amounts = cart.lines.map(({ amount }) => amount);
    return {
      taxes: groupTaxes(rows).map((row) => taxView(row, cart.currency)),
      added,
      total: sum([...amounts, added], cart.currency),
      country: basis.country,
      isPlaceKnown: basis.isPlaceKnown,
    };
  });
}
