import { invariant } from "../invariant";
import { isPositive, type Money } from "../money/money";
import { type HouseAccountCode, receivableOf, walletOf } from "./chart-of-accounts";
import { credit, debit } from "./entries";
import { journalEntry, type JournalEntryDraft } from "./journal-entry";

/** What the recipes of wallets share: whose wallet, how much, what it belongs to. */
interface WalletOccasion {
  readonly customerId: string;
  readonly amount: Money;
  readonly occurredAt: Date;
  readonly orderId?: string | null;
  readonly paymentId?: string | null;
}

type Source = Pick<JournalEntryDraft, "kind" | "sourceKind" | "sourceId" | "description" | "postings">;

function walletEntry(event: Omit<WalletOccasion, "amount">, source: Source): JournalEntryDraft {
  return journalEntry({
    ...source,
    orderId: event.orderId ?? null,
    paymentId: event.paymentId ?? null,
    reversalOf: null,
    occurredAt: event.occurredAt,
  });
}

/** The merchant gives credit away: an expense on its side, something to spend on the customer's. */
export function walletGranted(event: WalletOccasion & { adjustmentId: string }): JournalEntryDraft {
  return walletEntry(event, {
    kind: "wallet_granted",
    sourceKind: "wallet_adjustment",
    sourceId: event.adjustmentId,
    description: "Credit granted",
    postings: [debit("promotional_credit", event.amount), credit(walletOf(event.customerId), event.amount)],
  });
}

/**
 * A customer's own money becomes credit. Nothing is earned by it: it is owed to the customer until it is spent. It takes a payment
 * in as any capture does, so it is of that kind.
 */
export function walletToppedUp(
  event: WalletOccasion & { orderId: string; paymentId: string; method: string },
): JournalEntryDraft {
  return walletEntry(event, {
    kind: "payment_captured",
    sourceKind: "payment",
    sourceId: event.paymentId,
    description: `Top-up by ${event.method}`,
    postings: [
      debit("gateway_clearing:stripe", event.amount),
      credit(walletOf(event.customerId), event.amount),
    ],
  });
}

/**
 * Credit is taken back, at most as much as is left. What was given away was no expense after all; what the customer's money
 * stands behind (`paid`, a part of the amount) stays owed to the customer, as unapplied cash, until somebody decides about it.
 */
export function walletClawedBack(
  event: WalletOccasion & { adjustmentId: string; paid?: Money },
): JournalEntryDraft {
  const { amount, paid = { ...amount, amountMinor: 0n } } = event;
  const given = { ...amount, amountMinor: amount.amountMinor - paid.amountMinor };
  invariant(given.amountMinor >= 0n, "No more of it can be paid for than is taken.");
  return walletEntry(event, {
    kind: "wallet_clawed_back",
    sourceKind: "wallet_adjustment",
    sourceId: event.adjustmentId,
    description: "Credit taken back",
    postings: [
      debit(walletOf(event.customerId), amount),
      ...(isPositive(given) ? [credit("promotional_credit", given)] : []),
      ...(isPositive(paid) ? [credit("unapplied_cash", paid)] : []),
    ],
  });
}

/** Credit pays what is owed: the customer owes less, and so does the merchant. */
export function walletSpent(
  event: WalletOccasion & { orderId: string; paymentId: string },
): JournalEntryDraft {
  return walletEntry(event, {
    kind: "wallet_spent",
    sourceKind: "payment",
    sourceId: event.paymentId,
    description: "Payment by credit",
    postings: [
      debit(walletOf(event.customerId), event.amount),
      credit(receivableOf(event.customerId), event.amount),
    ],
  });
}

/** The rest of a lot whose last day is over. It may come in several: what a hold had reserved expires after it. */
export function walletExpired(
  event: WalletOccasion & { lotId: string; remainingMinor: bigint; into: HouseAccountCode },
): JournalEntryDraft {
  return walletEntry(event, {
    kind: "wallet_expired",
    sourceKind: "wallet_lot",
    sourceId: `${event.lotId}:${event.remainingMinor}`,
    description: "Credit expired",
    postings: [debit(walletOf(event.customerId), event.amount), credit(event.into, event.amount)],
  });
}

/** What money or credit comes back to a wallet from: what was given back on paper, what was owed less, what nobody claims. */
export type RefundSource = "refunds" | "receivable" | "unapplied_cash";

interface WalletReturn extends WalletOccasion {
  readonly refundId: string;
  readonly from: RefundSource;
}

function returned(event: WalletReturn, source: Pick<Source, "kind" | "description">): JournalEntryDraft {
  const from = event.from === "receivable" ? receivableOf(event.customerId) : event.from;
  return walletEntry(event, {
    ...source,
    sourceKind: "refund",
    sourceId: event.refundId,
    postings: [debit(from, event.amount), credit(walletOf(event.customerId), event.amount)],
  });
}

/** Money that was paid otherwise comes back as credit. */
export function walletRefunded(event: WalletReturn): JournalEntryDraft {
  return returned(event, { kind: "wallet_refunded", description: "Refund to the wallet" });
}

/** Credit that was spent comes back. */
export function walletRestored(event: WalletReturn): JournalEntryDraft {
  return returned(event, { kind: "wallet_restored", description: "Spent credit given back" });
}

/** Credit in one currency becomes credit in another. Each currency balances by itself; the difference in worth is ours. */
export function walletConverted(
  event: Omit<WalletOccasion, "amount"> & { conversionId: string; from: Money; to: Money },
): JournalEntryDraft {
  const wallet = walletOf(event.customerId);
  return walletEntry(event, {
    kind: "wallet_converted",
    sourceKind: "wallet_conversion",
    sourceId: event.conversionId,
    description: `Credit converted from ${event.from.currency} to ${event.to.currency}`,
    postings: [
      debit(wallet, event.from),
      credit("fx_gain_loss", event.from),
      debit("fx_gain_loss", event.to),
      credit(wallet, event.to),
    ],
  });
}
