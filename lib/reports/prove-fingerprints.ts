import { bigintAt, instantAt, type Row, type SqlReader, textAt } from "@/lib/db/row";
import { entryFingerprint, entryId } from "@/lib/platform/entry-identity";

/** Entries read at once: enough to be quick, few enough for constant memory. */
const BATCH_SIZE = 2_000;

const NOBODY = "00000000-0000-0000-0000-000000000000";

const BATCH = `SELECT e.merchant_id, e.id, e.kind, e.source_kind, e.source_id, e.occurred_at, e.fingerprint,
    (SELECT coalesce(json_agg(json_build_object('code', a.code, 'amount_minor', p.amount_minor::text, 'currency', p.currency)
        ORDER BY p.position), '[]')
      FROM posting p JOIN ledger_account a ON a.merchant_id = p.merchant_id AND a.id = p.account_id
      WHERE p.merchant_id = e.merchant_id AND p.entry_id = e.id) AS postings
  FROM journal_entry e WHERE (e.merchant_id, e.id) > ($1::uuid, $2::uuid) ORDER BY e.merchant_id, e.id LIMIT ${BATCH_SIZE}`;

type Identified = Parameters<typeof entryFingerprint>[0];

/** What the row says of itself, in the words that the fingerprint is made of. */
function identified(row: Row): Identified {
  const postings: unknown = row["postings"];
  return {
    kind: textAt(row, "kind"),
    sourceKind: textAt(row, "source_kind"),
    sourceId: textAt(row, "source_id"),
    occurredAt: instantAt(row, "occurred_at"),
    postings: (Array.isArray(postings) ? postings : []).map((posting: Row) => ({
      account: textAt(posting, "code"),
      amount: { amountMinor: bigintAt(posting, "amount_minor"), currency: textAt(posting, "currency") },
    })),
  };
}

function offenderOf(row: Row): string | null {
  const id = textAt(row, "id");
  const entry = identified(row);
  const fingerprint = entryFingerprint(entry);
  if (fingerprint !== textAt(row, "fingerprint")) {
    return `Journal entry ${id} (${entry.kind}) is not what was posted: its fingerprint is ${fingerprint.slice(0, 12)}…, recorded is ${textAt(row, "fingerprint").slice(0, 12)}….`;
  }
  if (entryId(textAt(row, "merchant_id"), entry) === id) return null;
  return `Journal entry ${id} (${entry.kind}) does not have the id that its source ${entry.sourceKind} ${entry.sourceId} gives it.`;
}

/** Recomputes the fingerprint and the id of every entry from what is stored, in constant memory. */
export async function proveFingerprints(
  reader: SqlReader,
): Promise<{ checkedCount: number; offender: string | null }> {
  let after: readonly [string, string] = [NOBODY, NOBODY];
  let checkedCount = 0;
  for (;;) {
    const { rows } = await reader.query(BATCH, [...after]);
    for (const row of rows) {
      checkedCount += 1;
      const offender = offenderOf(row);
      if (offender !== null) return { checkedCount, offender };
    }
    const last = rows.at(-1);
    if (!last) return { checkedCount, offender: null };
    after = [textAt(last, "merchant_id"), textAt(last, "id")];
  }
}
