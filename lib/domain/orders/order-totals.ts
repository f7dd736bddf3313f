import { add, type Money, subtract, sum, times, zero } from "../money/money";
import type { CurrencyCode } from "../money/currency";
import { invariant } from "../invariant";

export interface PricedLine {
  readonly unitPrice: Money;
  readonly quantity: number;
}

/** What an order comes to. total = subtotal − discount + fee + tax; due = total − credited − paid + refunded. */
export interface OrderTotals {
  readonly subtotal: Money;
  readonly discount: Money;
  readonly fee: Money;
  readonly tax: Money;
  readonly total: Money;
  readonly credited: Money;
  readonly paid: Money;
  readonly refunded: Money;
  readonly due: Money;
}

/** The amount of one line. */
export function lineAmount(line: PricedLine): Money {
  return times(line.unitPrice, line.quantity);
}

/**
 * The totals of an order on the day it is placed: nothing is paid, credited or refunded. The fee is its terms', the tax what is
 * added to the lines.
 */
export function totalsOfLines(
  lines: readonly PricedLine[],
  currency: CurrencyCode,
  fee: Money = zero(currency),
  tax: Money = zero(currency),
): OrderTotals {
  return orderTotals({
    subtotal: sum(lines.map(lineAmount), currency),
    discount: zero(currency),
    fee,
    tax,
    credited: zero(currency),
    paid: zero(currency),
    refunded: zero(currency),
  });
}

/** Derives total and due, so that no page adds up by itself. @throws InvariantViolation when the total is negative. */
export function orderTotals(parts: Omit<OrderTotals, "total" | "due">): OrderTotals {
  const total = add(add(subtract(parts.subtotal, parts.discount), parts.fee), parts.tax);
  invariant(total.amountMinor >= 0n, "An order's total cannot be negative.");
  return { ...parts, total, due: add(subtract(subtract(total, parts.credited), parts.paid), parts.refunded) };
}
