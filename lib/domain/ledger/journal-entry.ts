import { invariant } from "../invariant";
import type { Money } from "../money/money";
import type { LedgerAccountCode } from "./chart-of-accounts";

export type JournalEntryKind =
  | "invoice_issued"
  | "credit_note_issued"
  | "invoice_replaced"
  | "revenue_recognized"
  | "payment_captured"
  | "overpayment_received"
  | "gateway_fee"
  | "wallet_granted"
  | "wallet_clawed_back"
  | "wallet_spent"
  | "wallet_expired"
  | "wallet_refunded"
  | "wallet_restored"
  | "wallet_converted"
  | "dispute_withdrawn"
  | "dispute_reinstated"
  | "dispute_lost"
  | "dispute_credit_taken"
  | "excess_credited"
  | "reversal";

export type JournalSourceKind =
  | "invoice"
  | "credit_note"
  | "terms_change"
  | "payment"
  | "order"
  | "order_line"
  | "balance_transaction"
  | "wallet_adjustment"
  | "wallet_lot"
  | "wallet_conversion"
  | "refund"
  | "dispute"
  | "manual_payment"
  | "journal_entry";

/** One account, one side, one amount: debit positive, credit negative. */
export interface PostingDraft {
  readonly account: LedgerAccountCode;
  readonly amount: Money;
}

/** A balanced set of postings for one event, before it has an id. */
export interface JournalEntryDraft {
  readonly kind: JournalEntryKind;
  readonly sourceKind: JournalSourceKind;
  readonly sourceId: string;
  readonly description: string;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly reversalOf: string | null;
  readonly occurredAt: Date;
  readonly postings: readonly PostingDraft[];
}

/**
 * An entry that adds up: at least two postings, none of them zero, and a sum of zero in each currency.
 * @throws InvariantViolation otherwise, naming the entry and the difference.
 */
export function journalEntry(draft: JournalEntryDraft): JournalEntryDraft {
  invariant(draft.postings.length >= 2, `${draft.kind} needs at least two postings.`);
  const net = new Map<string, bigint>();
  for (const { amount } of draft.postings) {
    invariant(amount.amountMinor !== 0n, `${draft.kind} has a posting of nothing.`);
    net.set(amount.currency, (net.get(amount.currency) ?? 0n) + amount.amountMinor);
  }
  for (const [currency, difference] of net) {
    invariant(difference === 0n, `${draft.kind} is out of balance by ${difference} in ${currency}.`);
  }
  return draft;
}
