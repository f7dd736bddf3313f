import { money } from "../money/money";
import { isLedgerAccountCode, type LedgerAccountCode, walletOf } from "./chart-of-accounts";
import type { JournalEntryKind, PostingDraft } from "./journal-entry";

// Compiled, never run: each wrong line below must not compile, or the directive above it is an error.

const text: string = walletOf("0199");

// @ts-expect-error An account of the chart, not any text.
export const unknownAccount: LedgerAccountCode = text;

// @ts-expect-error The house has no such account.
export const misspelled: LedgerAccountCode = "revenues";

// @ts-expect-error A customer's account names its customer.
export const ownerless: LedgerAccountCode = "wallet";

// @ts-expect-error A posting's amount is money, not a number.
export const untyped: PostingDraft = { account: "bank", amount: 100 };

// @ts-expect-error Kinds of entries are a closed list.
export const invented: JournalEntryKind = "money_moved";

export const allowed: PostingDraft = { account: "revenue", amount: money(-100n, "USD") };
export const narrowed: LedgerAccountCode | null = isLedgerAccountCode(text) ? text : null;
