import type { Installment, Order, OrderLine } from "./order";

/** What of an order was claimed by invoices so far, in minor units. Late fees are income of their own. */
export function invoicedMinor(installments: readonly Installment[]): bigint {
  return installments
    .filter(({ state, purpose }) => purpose !== "late_fee" && ["due", "overdue", "paid"].includes(state))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

/** What of an order was earned so far: sites once they were approved, the rest and the terms' fee once it was released. */
export function earnedMinor(order: Order, lines: readonly OrderLine[]): bigint {
  const areSitesEarned = order.state === "payment_pending" || order.state === "paid";
  const earned = lines.filter((line) => (line.kind === "site_placement" ? areSitesEarned : order.isReleased));
  const linesMinor = earned.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return linesMinor + (order.isReleased ? feeMinor(order, lines) : 0n);
}

/** What the order comes to on top of its lines. */
export function feeMinor(order: Order, lines: readonly OrderLine[]): bigint {
  return order.totalMinor - lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

/** The part of an amount that goes beyond what stands against it: earned before it was invoiced, or the other way round. */
export function beyond(amountMinor: bigint, standing: { readonly ahead: bigint; readonly behind: bigint }): bigint {
  const room = standing.ahead > standing.behind ? standing.ahead - standing.behind : 0n;
  return amountMinor > room ? amountMinor - room : 0n;
}
