import type { DisputeMovement } from "../disputes/dispute";
import { isZero, type Money, money, negate, subtract } from "../money/money";
import { isPaidFor, type WalletLot } from "../wallets/wallet-lot";
import { walletOf } from "./chart-of-accounts";
import { credit, debit, type Occasion } from "./entries";
import { journalEntry, type JournalEntryDraft } from "./journal-entry";

interface DisputeOccasion extends Occasion {
  readonly gatewayDisputeId: string;
}

/**
 * The gateway took disputed money, with a fee, or gave it back. It is neither lost nor ours until the bank has decided. Each
 * movement at the gateway is one entry.
 */
export function disputeFundsMoved(
  event: DisputeOccasion & { readonly movement: DisputeMovement },
): JournalEntryDraft {
  const { id, amount, fee } = event.movement;
  const isWithdrawal = amount.amountMinor < 0n;
  const postings = [
    debit("gateway_clearing:stripe", subtract(amount, fee)),
    debit("disputed_funds:stripe", negate(amount)),
    debit("dispute_fees", fee),
  ];
  return journalEntry({
    kind: isWithdrawal ? "dispute_withdrawn" : "dispute_reinstated",
    sourceKind: "balance_transaction",
    sourceId: id,
    description: isWithdrawal
      ? `Taken by Stripe for dispute ${event.gatewayDisputeId}`
      : `Given back by Stripe for dispute ${event.gatewayDisputeId}`,
    orderId: event.orderId,
    paymentId: event.paymentId,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: postings.filter((posting) => !isZero(posting.amount)),
  });
}

/**
 * A dispute was lost: what the gateway took stays away. `amount` is what is lost more than was booked before; negative where the
 * bank decided anew and it is less. What is lost in all, after how many movements of money, names the entry.
 */
export function disputeLost(
  event: DisputeOccasion & {
    readonly amount: Money;
    readonly outstandingMinor: bigint;
    readonly movementCount: number;
  },
): JournalEntryDraft {
  return journalEntry({
    kind: "dispute_lost",
    sourceKind: "dispute",
    sourceId: `${event.gatewayDisputeId}:${event.outstandingMinor}:${event.movementCount}`,
    description:
      event.amount.amountMinor > 0n
        ? `Dispute ${event.gatewayDisputeId} lost`
        : `Dispute ${event.gatewayDisputeId} no longer lost`,
    orderId: event.orderId,
    paymentId: event.paymentId,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: [debit("dispute_losses", event.amount), credit("disputed_funds:stripe", event.amount)],
  });
}

/**
 * What was left of the credit of a top-up whose payment was lost goes out of the wallet. The merchant no longer owes what the
 * bank took back, so the loss is less by it; a bonus was no expense after all. It may come in several: what a checkout held
 * follows when that has ended.
 */
export function lostCreditTakenBack(
  event: DisputeOccasion & {
    readonly lot: Pick<WalletLot, "id" | "customerId" | "currency" | "kind" | "remainingMinor">;
    readonly amountMinor: bigint;
  },
): JournalEntryDraft {
  const { lot, gatewayDisputeId } = event;
  const amount = money(event.amountMinor, lot.currency);
  return journalEntry({
    kind: "dispute_credit_taken",
    sourceKind: "dispute",
    sourceId: `${gatewayDisputeId}:${lot.id}:${lot.remainingMinor}`,
    description: `Credit of a top-up that was lost in dispute ${gatewayDisputeId}`,
    orderId: event.orderId,
    paymentId: event.paymentId,
    reversalOf: null,
    occurredAt: event.occurredAt,
    postings: [
      debit(walletOf(lot.customerId), amount),
      credit(isPaidFor(lot.kind) ? "dispute_losses" : "promotional_credit", amount),
    ],
  });
}
