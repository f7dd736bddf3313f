import { ledgerAccountName } from "@/lib/domain/ledger/chart-of-accounts";
import type { PostingDraft } from "@/lib/domain/ledger/journal-entry";
import { isPositive, negate } from "@/lib/domain/money/money";
import { TAccount } from "../money/t-account";

/** The postings that confirming makes, drawn as they will stand in the books. */
export function PostingsPreview(props: {
  readonly caption: string;
  readonly postings: readonly PostingDraft[];
  readonly locale: string;
}) {
  const { caption, postings, locale } = props;
  const [first] = postings;
  if (first === undefined) return null;
  const itemOf = (posting: PostingDraft) => ({
    key: posting.account,
    label: ledgerAccountName(posting.account),
    amount: isPositive(posting.amount) ? posting.amount : negate(posting.amount),
  });
  return (
    <TAccount
      caption={caption}
      currency={first.amount.currency}
      debits={postings.filter((posting) => isPositive(posting.amount)).map(itemOf)}
      credits={postings.filter((posting) => !isPositive(posting.amount)).map(itemOf)}
      locale={locale}
    />
  );
}
