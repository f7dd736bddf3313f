import type { JournalEntryKind } from "@/lib/domain/ledger/journal-entry";

/** The exact term of each kind of entry, for staff. */
export const ENTRY_WORDS = {
  invoice_issued: "Invoice issued",
  credit_note_issued: "Credit note issued",
  invoice_replaced: "Invoice replaced",
  revenue_recognized: "Revenue recognized",
  payment_captured: "Payment captured",
  overpayment_received: "Overpayment received",
  gateway_fee: "Gateway fee",
  wallet_granted: "Credit granted",
  wallet_clawed_back: "Credit taken back",
  wallet_spent: "Credit spent",
  wallet_expired: "Credit expired",
  wallet_refunded: "Refund to wallet",
  wallet_restored: "Credit restored",
  wallet_converted: "Credit converted",
  dispute_withdrawn: "Disputed money taken",
  dispute_reinstated: "Disputed money given back",
  dispute_lost: "Dispute lost",
  dispute_credit_taken: "Credit of a lost top-up taken back",
  excess_credited: "Excess credited",
  reversal: "Reversal",
} as const satisfies Record<JournalEntryKind, string>;

const WORDS: Readonly<Record<string, string>> = ENTRY_WORDS;

/** The words for a stored kind. */
export function entryWord(kind: string): string {
  return WORDS[kind] ?? kind.replaceAll("_", " ");
}

/** The kinds, for a filter. */
export const ENTRY_KINDS: readonly JournalEntryKind[] = [
  "invoice_issued",
  "credit_note_issued",
  "invoice_replaced",
  "revenue_recognized",
  "payment_captured",
  "overpayment_received",
  "gateway_fee",
  "wallet_granted",
  "wallet_clawed_back",
  "wallet_spent",
  "wallet_expired",
  "wallet_refunded",
  "wallet_restored",
  "wallet_converted",
  "dispute_withdrawn",
  "dispute_reinstated",
  "dispute_lost",
  "dispute_credit_taken",
  "excess_credited",
  "reversal",
];
