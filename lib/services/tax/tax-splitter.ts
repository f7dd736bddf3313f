import type { Installment, Order } from "@/lib/domain/orders/order";
import { shareOfTaxes } from "@/lib/domain/tax/spread-tax";
import { groupTaxes, type TaxRow, withoutTaxes } from "@/lib/domain/tax/tax-row";
import { findInvoicedTaxes, findOrderTaxes } from "@/lib/db/taxes";
import type { Tx } from "@/lib/db/transaction";

/**
 * Answers, for the installments of an order that are claimed one after the other, what each claims of every tax. What was claimed
 * before is not claimed again; the last one takes what is left. An order without tax is not asked about.
 */
export async function taxSplitter(
  tx: Tx,
  order: Order,
  installments: readonly Installment[],
): Promise<(claimed: Installment) => TaxRow[]> {
  const { merchantId, id: orderId } = order;
  const taxes = order.isTaxed ? await findOrderTaxes(tx, merchantId, orderId) : [];
  if (taxes.length === 0) return () => [];
  let left = withoutTaxes(groupTaxes(taxes), await findInvoicedTaxes(tx, merchantId, orderId));
  let wholeMinor = installments
    .filter(({ state, purpose }) => purpose !== "late_fee" && state === "scheduled")
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return (claimed) => {
    if (claimed.purpose === "late_fee") return [];
    const share = shareOfTaxes(left, { ...claimed, wholeMinor });
    left = withoutTaxes(left, share);
    wholeMinor -= claimed.amountMinor;
    return share;
  };
}
