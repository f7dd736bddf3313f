import Link from "next/link";
import type { ReactNode } from "react";
import { TAccount } from "@/components/money/t-account";
import { ledgerAccountName } from "@/lib/domain/ledger/chart-of-accounts";
import { negate } from "@/lib/domain/money/money";
import type { JournalEntryView, PostingView } from "@/lib/queries/console/journal-entries";
import { accountHref, entryHref } from "./hrefs";

interface EntryAccountProps {
  readonly entry: JournalEntryView;
  readonly locale: string;
  /** False on the entry's own page. */
  readonly isLinked?: boolean;
}

function itemOf(posting: PostingView) {
  const isDebit = posting.amount.amountMinor > 0n;
  return {
    key: String(posting.position),
    label: (
      <Link href={accountHref(posting.accountId)} className="link">
        {ledgerAccountName(posting.code)}
      </Link>
    ),
    amount: isDebit ? posting.amount : negate(posting.amount),
  };
}

function captionOf({ entry, isLinked = true }: EntryAccountProps): ReactNode {
  const note = entry.reversedBy ? " (reversed)" : "";
  if (!isLinked) return entry.description + note;
  return (
    <>
      <Link href={entryHref(entry.id)} className="link">
        {entry.description}
      </Link>
      {note}
    </>
  );
}

/** A journal entry as a small T-account, one for each currency; every account in it leads to its own page. */
export function EntryAccount(props: EntryAccountProps) {
  const { entry, locale } = props;
  const currencies = [...new Set(entry.postings.map((posting) => posting.amount.currency))];
  return (
    <>
      {currencies.map((currency) => {
        const own = entry.postings.filter((posting) => posting.amount.currency === currency);
        return (
          <TAccount
            key={currency}
            caption={captionOf(props)}
            currency={currency}
            debits={own.filter((posting) => posting.amount.amountMinor > 0n).map(itemOf)}
            credits={own.filter((posting) => posting.amount.amountMinor < 0n).map(itemOf)}
            locale={locale}
          />
        );
      })}
    </>
  );
}
