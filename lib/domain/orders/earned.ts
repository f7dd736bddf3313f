import { type Occasion, feeEarned, revenueRecognized } from "../ledger/entries";
import type { JournalEntryDraft } from "../ledger/journal-entry";
import { money } from "../money/money";
import type { Installment, Order, OrderLine } from "./order";

/** What a line is worth to the seller: its amount without the tax in it. In minor units. */
export function worthMinor(line: Pick<OrderLine, "amountMinor" | "taxIncludedMinor">): bigint {
  return line.amountMinor - line.taxIncludedMinor;
}

/** What of an order was claimed by invoices so far, without tax, in minor units. Late fees are an income of their own. */
export function invoicedMinor(installments: readonly Installment[]): bigint {
  return installments
    .filter(({ state, purpose }) => purpose !== "late_fee" && ["due", "overdue", "paid"].includes(state))
    .reduce(
      (sum, { amountMinor, withdrawnMinor, taxMinor }) => sum + amountMinor - withdrawnMinor - taxMinor,
      0n,
    );
}

/** What of an order was earned so far: sites once they were approved, the rest and the terms' fee once it was released. */
export function earnedMinor(order: Order, lines: readonly OrderLine[]): bigint {
  const areSitesEarned = order.state === "payment_pending" || order.state === "paid";
  const earned = lines.filter((line) => (line.kind === "site_placement" ? areSitesEarned : order.isReleased));
  const linesMinor = earned.reduce((sum, line) => sum + worthMinor(line), 0n);
  return linesMinor + (order.isReleased ? order.feeMinor : 0n);
}

/** How an amount is split over what stands ready for it and what goes beyond. */
export function splitBeyond(amountMinor: bigint, roomMinor: bigint): { within: bigint; beyond: bigint } {
  const room = roomMinor > 0n ? roomMinor : 0n;
  const within = amountMinor < room ? amountMinor : room;
  return { within, beyond: amountMinor - within };
}

interface Earning {
  readonly order: Order;
  /** As they are once everything was invoiced that is invoiced in this act. */
  readonly installments: readonly Installment[];
  readonly lines: readonly OrderLine[];
}

/**
 * Recognizes what is earned now. As far as it was invoiced it comes out of deferred revenue; the rest is owed without an
 * invoice until its installments fall due.
 */
export function recognize(
  { order, installments, lines }: Earning,
  earned: { readonly lines: readonly OrderLine[]; readonly isFeeEarned: boolean },
  occasion: Occasion,
): JournalEntryDraft[] {
  let room = invoicedMinor(installments) - earnedMinor(order, lines);
  const unbilledOf = (amountMinor: bigint) => {
    const { beyond } = splitBeyond(amountMinor, room);
    room -= amountMinor;
    return money(beyond, order.currency);
  };
  const entries = earned.lines.map((line) =>
    revenueRecognized({
      ...occasion,
      orderLineId: line.id,
      lineDescription: line.description,
      amount: money(worthMinor(line), order.currency),
      unbilled: unbilledOf(worthMinor(line)),
    }),
  );
  if (!earned.isFeeEarned || order.feeMinor === 0n) return entries;
  const amount = money(order.feeMinor, order.currency);
  const unbilled = unbilledOf(order.feeMinor);
  return [...entries, feeEarned({ ...occasion, orderId: order.id, amount, unbilled })];
}
