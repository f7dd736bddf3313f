import { feeChanged, type Occasion } from "../ledger/entries";
import type { JournalEntryDraft } from "../ledger/journal-entry";
import { money } from "../money/money";
import { recognize } from "../orders/earned";
import type { OrderLine } from "../orders/order";
import type { ScheduleOutcome } from "./schedule-outcome";

/** What the fee of other terms changes in what is earned; nothing where it is not earned yet, or is the same. */
export function feeEntries(
  { order, fee }: ScheduleOutcome,
  change: { readonly id: string; readonly at: Date },
): JournalEntryDraft[] {
  if (fee.differenceMinor === 0n) return [];
  const amountOf = (amountMinor: bigint) => money(amountMinor, order.currency);
  return [
    feeChanged({
      orderId: order.id,
      paymentId: null,
      occurredAt: change.at,
      changeId: change.id,
      difference: amountOf(fee.differenceMinor),
      unbilled: amountOf(fee.unbilledMinor),
    }),
  ];
}

/** What is earned because the new terms let the customer have everything now. */
export function releaseEntries(
  { order, kept, added, isReleasedNow }: ScheduleOutcome,
  lines: readonly OrderLine[],
  occasion: Occasion,
): JournalEntryDraft[] {
  if (!isReleasedNow) return [];
  const courses = lines.filter((line) => line.kind === "course");
  const installments = [...kept, ...added];
  return recognize({ order, installments, lines }, { lines: courses, isFeeEarned: true }, occasion);
}
