import type { Money } from "@/lib/domain/money/money";
import { derivedIdAt, sha256 } from "./ids";

/** What an entry is about. Texts, not the closed lists of a draft: a stored entry is identified too, to prove that it is what was posted. */
interface EntrySource {
  readonly kind: string;
  readonly sourceKind: string;
  readonly sourceId: string;
  readonly occurredAt: Date;
}

interface EntryContent extends EntrySource {
  readonly postings: readonly { readonly account: string; readonly amount: Money }[];
}

/** What happens at one instant is read in the order in which it makes sense: claimed, paid, earned, charged for. */
const ORDER_OF: Readonly<Record<string, number>> = {
  invoice_replaced: 0,
  invoice_issued: 1,
  credit_note_issued: 2,
  payment_captured: 2,
  overpayment_received: 2,
  wallet_spent: 2,
  revenue_recognized: 3,
  gateway_fee: 4,
};

/** After everything else: grants, and reversals of what stands before them. */
const LAST = 9;

/** The entry's id: derived from what it is about, so that the same event can only ever be posted once. */
export function entryId(merchantId: string, draft: EntrySource): string {
  return derivedIdAt(
    { instant: draft.occurredAt, order: ORDER_OF[draft.kind] ?? LAST },
    "journal_entry",
    merchantId,
    draft.kind,
    draft.sourceKind,
    draft.sourceId,
  );
}

/**
 * SHA-256 over kind, source, instant and postings. A replay with another content has another fingerprint and is refused.
 */
export function entryFingerprint(draft: EntryContent): string {
  const postings = draft.postings.map(
    ({ account, amount }) => `${account} ${amount.amountMinor} ${amount.currency}`,
  );
  return sha256(
    [draft.kind, draft.sourceKind, draft.sourceId, draft.occurredAt.toISOString(), ...postings].join("\n"),
  );
}
