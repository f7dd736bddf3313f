import { add, isZero } from "../money/money";
import type { JournalEntryDraft, PostingDraft } from "./journal-entry";

/** What entries of one currency do together, one posting for each account that they change. */
export function sumPostings(entries: readonly JournalEntryDraft[]): PostingDraft[] {
  const sums = new Map<string, PostingDraft>();
  for (const posting of entries.flatMap((entry) => entry.postings)) {
    const before = sums.get(posting.account);
    sums.set(posting.account, before ? { ...posting, amount: add(before.amount, posting.amount) } : posting);
  }
  return [...sums.values()].filter(({ amount }) => !isZero(amount));
}
