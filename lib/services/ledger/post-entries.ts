import { actorLoginId } from "@/lib/domain/actor";
import { invariant } from "@/lib/domain/invariant";
import type { JournalEntryDraft } from "@/lib/domain/ledger/journal-entry";
import { type PostedEntry, postEntryRows } from "@/lib/db/ledger";
import type { Tx } from "@/lib/db/transaction";
import { entryFingerprint, entryId } from "@/lib/platform/entry-identity";
import { ledgerAccountId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";

/**
 * Posts entries, all or none, in the caller's transaction: the only writer of postings.
 * An entry may come under a trace of its own, where one batch holds what many acts caused.
 * Each entry is named by its cause, so posting it again changes nothing.
 * @throws the database's refusal (see postRefusal) when a floor would be broken or an id is reused for other content.
 */
export async function postEntries(
  tx: Tx,
  ctx: ServiceContext,
  drafts: readonly (JournalEntryDraft & { readonly traceId?: string | undefined })[],
  options: { readonly reason?: string } = {},
): Promise<PostedEntry[]> {
  if (drafts.length === 0) return [];
  const { actor, traceId } = ctx;
  const rows = drafts.map((draft) => ({
    merchant_id: actor.merchantId,
    id: entryId(actor.merchantId, draft),
    kind: draft.kind,
    source_kind: draft.sourceKind,
    source_id: draft.sourceId,
    fingerprint: entryFingerprint(draft),
    description: draft.description,
    order_id: draft.orderId,
    payment_id: draft.paymentId,
    reversal_of: draft.reversalOf,
    actor_kind: actor.kind,
    actor_id: actorLoginId(actor),
    actor_name: actor.name,
    reason: options.reason ?? null,
    trace_id: draft.traceId ?? traceId,
    occurred_at: draft.occurredAt.toISOString(),
    postings: draft.postings.map(({ account, amount }) => ({
      account_id: ledgerAccountId(actor.merchantId, account, amount.currency),
      currency: amount.currency,
      amount_minor: String(amount.amountMinor),
    })),
  }));
  const posted = await postEntryRows(tx, rows);
  invariant(posted.length === drafts.length, "The ledger answered for fewer entries than it was given.");
  return posted;
}
