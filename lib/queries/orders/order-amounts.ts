import { money } from "@/lib/domain/money/money";
import { orderTotals, type OrderTotals } from "@/lib/domain/orders/order-totals";

interface AmountColumns {
  readonly currency: string;
  readonly subtotalMinor: bigint;
  readonly discountMinor: bigint;
  readonly feeMinor: bigint;
  readonly taxMinor: bigint;
  readonly creditedMinor: bigint;
  readonly paidMinor: bigint;
  readonly refundedMinor: bigint;
}

/** The amounts of an order's row, with total and due derived as everywhere. */
export function orderAmounts(row: AmountColumns): OrderTotals {
  return orderTotals({
    subtotal: money(row.subtotalMinor, row.currency),
    discount: money(row.discountMinor, row.currency),
    fee: money(row.feeMinor, row.currency),
    tax: money(row.taxMinor, row.currency),
    credited: money(row.creditedMinor, row.currency),
    paid: money(row.paidMinor, row.currency),
    refunded: money(row.refundedMinor, row.currency),
  });
}
