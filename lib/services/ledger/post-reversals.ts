import { invariant } from "@/lib/domain/invariant";
import { isLedgerAccountCode } from "@/lib/domain/ledger/chart-of-accounts";
import { type PostedDraft, reversalOf } from "@/lib/domain/ledger/entries";
import { money } from "@/lib/domain/money/money";
import type { PostedEntry, StoredEntry } from "@/lib/db/ledger";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { postEntries } from "./post-entries";

function postedDraft(entry: StoredEntry): PostedDraft {
  const postings = entry.postings.map(({ code, currency, amountMinor }) => {
    invariant(isLedgerAccountCode(code), `${code} is not in the chart of accounts.`);
    return { account: code, amount: money(amountMinor, currency) };
  });
  return {
    id: entry.id,
    description: entry.description,
    orderId: entry.orderId,
    paymentId: entry.paymentId,
    postings,
  };
}

/** Posts the mirrors of entries in the caller's transaction. An entry that is reversed already stays as it is. */
export async function postReversals(
  tx: Tx,
  ctx: ServiceContext,
  entries: readonly StoredEntry[],
  options: { readonly reason: string; readonly at: Date },
): Promise<PostedEntry[]> {
  const open = entries.filter((entry) => !entry.isReversed);
  return postEntries(
    tx,
    ctx,
    open.map((entry) => reversalOf(postedDraft(entry), options.at)),
    { reason: options.reason },
  );
}
