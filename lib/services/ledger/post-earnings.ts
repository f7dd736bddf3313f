import type { JournalEntryDraft } from "@/lib/domain/ledger/journal-entry";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { ensureHouseAccounts } from "./ensure-accounts";
import { postEntries } from "./post-entries";

/**
 * Posts entries that may speak of unbilled revenue. A merchant that was open before there was such an account gets it with the
 * first of them.
 */
export async function postEarnings(
  tx: Tx,
  ctx: ServiceContext,
  drafts: readonly (JournalEntryDraft & { readonly traceId?: string | undefined })[],
): Promise<void> {
  const currencies = drafts
    .flatMap((draft) => draft.postings)
    .filter(({ account }) => account === "unbilled_revenue")
    .map(({ amount }) => amount.currency);
  if (currencies.length > 0)
    await ensureHouseAccounts(tx, {
      merchantId: ctx.actor.merchantId,
      currencies: [...new Set(currencies)].toSorted(),
    });
  await postEntries(tx, ctx, drafts);
}
