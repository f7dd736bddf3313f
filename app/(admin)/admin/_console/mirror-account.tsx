import { TAccount } from "@/components/money/t-account";
import { ledgerAccountName } from "@/lib/domain/ledger/chart-of-accounts";
import { negate } from "@/lib/domain/money/money";
import type { JournalEntryView } from "@/lib/queries/console/journal-entries";

/** What reversing an entry will post: the same accounts, the other sides. */
export function MirrorAccount({
  entry,
  locale,
}: {
  readonly entry: JournalEntryView;
  readonly locale: string;
}) {
  const [first] = entry.postings;
  if (!first) return null;
  const itemOf = (posting: JournalEntryView["postings"][number]) => ({
    key: String(posting.position),
    label: ledgerAccountName(posting.code),
    amount: posting.amount.amountMinor > 0n ? posting.amount : negate(posting.amount),
  });
  return (
    <TAccount
      caption={`Will be posted: reversal of ${entry.description}`}
      currency={first.amount.currency}
      debits={entry.postings.filter((posting) => posting.amount.amountMinor < 0n).map(itemOf)}
      credits={entry.postings.filter((posting) => posting.amount.amountMinor > 0n).map(itemOf)}
      locale={locale}
    />
  );
}
