import type { JournalEntryKind } from "@/lib/domain/ledger/journal-entry";

/** The exact term of each kind of entry, for staff. */
export const ENTRY_WORDS = {
  invoice_issued: "Invoice issued",
  credit_note_issued: "Credit note issued",
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
  "excess_credited",
  "reversal",
];
