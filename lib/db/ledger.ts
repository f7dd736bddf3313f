import { brokenConstraint, type Tx } from "./transaction";

/** An entry as the doors take it. Ids are derived by the caller; amounts in minor units, debit positive. */
export interface EntryRow {
  readonly merchant_id: string;
  readonly id: string;
  readonly kind: string;
  readonly source_kind: string;
  readonly source_id: string;
  readonly fingerprint: string;
  readonly description: string;
  readonly order_id: string | null;
  readonly payment_id: string | null;
  readonly reversal_of: string | null;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly actor_name: string;
  readonly reason: string | null;
  readonly trace_id: string;
  readonly occurred_at: string;
  readonly postings: readonly {
    readonly account_id: string;
    readonly currency: string;
    readonly amount_minor: string;
  }[];
}

export interface PostedEntry {
  readonly entryId: string;
  /** False when it stood there already with the same content. */
  readonly isNew: boolean;
}

export type PostRefusal = "idempotency_key_reused" | "insufficient_balance";

/** The refusal behind a failed call of a door, or null when it failed for another reason. */
export function postRefusal(error: unknown): PostRefusal | null {
  const constraint = brokenConstraint(error);
  return constraint === "idempotency_key_reused" || constraint === "insufficient_balance" ? constraint : null;
}

/** Answers a row without columns for an entry that is new, and none for one that is known: the cheapest of answers. */
const POST_ENTRY = `SELECT WHERE post_entry($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`;

type PostingRow = EntryRow["postings"][number];

/** The two postings of an entry that moves one amount between two accounts, or null when it is more than that. */
function onePair({ postings }: EntryRow): readonly [PostingRow, PostingRow] | null {
  const [first, second] = postings;
  if (first === undefined || second === undefined || postings.length > 2) return null;
  const isMirrored = BigInt(first.amount_minor) === -BigInt(second.amount_minor);
  return isMirrored && first.currency === second.currency ? [first, second] : null;
}

/** Posts one entry of one pair, the commonest case: as plain arguments, which costs the database half of what JSON does. */
async function postPair(
  tx: Tx,
  entry: EntryRow,
  [first, second]: readonly [PostingRow, PostingRow],
): Promise<PostedEntry[]> {
  const newCount = await tx.execute(
    POST_ENTRY,
    [
      entry.merchant_id,
      entry.id,
      entry.kind,
      entry.source_kind,
      entry.source_id,
      entry.fingerprint,
      entry.description,
      entry.order_id,
      entry.payment_id,
      entry.reversal_of,
      entry.actor_kind,
      entry.actor_id,
      entry.actor_name,
      entry.reason,
      entry.trace_id,
      entry.occurred_at,
      first.account_id,
      second.account_id,
      first.currency,
      first.amount_minor,
    ],
    "post-entry",
  );
  return [{ entryId: entry.id, isNew: newCount === 1 }];
}

/** Posts entries through the database's doors, all or none. */
export async function postEntryRows(tx: Tx, entries: readonly EntryRow[]): Promise<PostedEntry[]> {
  const [only] = entries;
  const pair = only !== undefined && entries.length === 1 ? onePair(only) : null;
  if (only !== undefined && pair !== null) return postPair(tx, only, pair);
  const rows = await tx.query<{ entry_id: string; is_new: boolean }>(
    "SELECT entry_id, is_new FROM post_entries($1::jsonb)",
    [JSON.stringify(entries)],
    "post-entries",
  );
  return rows.map((row) => ({ entryId: row.entry_id, isNew: row.is_new }));
}

export interface AccountRow {
  readonly merchant_id: string;
  readonly id: string;
  readonly code: string;
  readonly type: string;
  readonly currency: string;
  readonly customer_id: string | null;
  readonly has_floor: boolean;
}

/** Opens the accounts that are not there yet. */
export async function openAccountRows(tx: Tx, accounts: readonly AccountRow[]): Promise<void> {
  await tx.query(
    "SELECT open_ledger_accounts($1::jsonb)",
    [JSON.stringify(accounts)],
    "open-ledger-accounts",
  );
}

export interface StoredEntry {
  readonly id: string;
  readonly kind: string;
  readonly sourceKind: string;
  readonly sourceId: string;
  readonly description: string;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly occurredAt: Date;
  readonly isReversed: boolean;
  readonly postings: readonly {
    readonly code: string;
    readonly currency: string;
    readonly amountMinor: bigint;
  }[];
}

interface StoredEntryRow {
  id: string;
  kind: string;
  source_kind: string;
  source_id: string;
  description: string;
  order_id: string | null;
  payment_id: string | null;
  occurred_at: Date;
  is_reversed: boolean;
  code: string;
  currency: string;
  amount_minor: bigint;
}

function storedEntries(rows: readonly StoredEntryRow[]): StoredEntry[] {
  const ids = [...new Set(rows.map((row) => row.id))];
  return ids.flatMap((id) => {
    const own = rows.filter((row) => row.id === id);
    const [first] = own;
    if (first === undefined) return [];
    return [
      {
        id,
        kind: first.kind,
        sourceKind: first.source_kind,
        sourceId: first.source_id,
        description: first.description,
        orderId: first.order_id,
        paymentId: first.payment_id,
        occurredAt: first.occurred_at,
        isReversed: first.is_reversed,
        postings: own.map((row) => ({
          code: row.code,
          currency: row.currency,
          amountMinor: row.amount_minor,
        })),
      },
    ];
  });
}

const SELECT_ENTRIES = `
  SELECT e.id, e.kind, e.source_kind, e.source_id, e.description, e.order_id, e.payment_id, e.occurred_at,
      EXISTS (SELECT FROM journal_entry r WHERE r.merchant_id = e.merchant_id AND r.reversal_of = e.id) AS is_reversed,
      a.code, p.currency, p.amount_minor
    FROM journal_entry e
    JOIN posting p ON p.merchant_id = e.merchant_id AND p.entry_id = e.id
    JOIN ledger_account a ON a.merchant_id = p.merchant_id AND a.id = p.account_id`;

/**
 * Locks an entry's name until commit, so that two who would reverse it come one after the other, and answers the entry as it
 * is then. The rows themselves cannot be locked: that needs a right to change them, which nobody has.
 */
export async function lockEntry(tx: Tx, merchantId: string, entryId: string): Promise<StoredEntry | null> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `journal_entry:${merchantId}:${entryId}`,
  ]);
  const rows = await tx.query<StoredEntryRow>(
    `${SELECT_ENTRIES} WHERE e.merchant_id = $1 AND e.id = $2 ORDER BY e.id, p.position`,
    [merchantId, entryId],
  );
  return storedEntries(rows)[0] ?? null;
}

/** The entries of an order of the given kinds, oldest first. */
export async function findOrderEntries(
  tx: Tx,
  merchantId: string,
  orderId: string,
  kinds: readonly string[],
): Promise<StoredEntry[]> {
  const rows = await tx.query<StoredEntryRow>(
    `${SELECT_ENTRIES} WHERE e.merchant_id = $1 AND e.order_id = $2 AND e.kind = ANY ($3) ORDER BY e.id, p.position`,
    [merchantId, orderId, kinds],
  );
  return storedEntries(rows);
}

/** The entry that gave a customer a lot of credit, by what the lot came of; null where there is none. */
export async function findLotEntry(
  tx: Tx,
  lot: {
    readonly merchantId: string;
    readonly customerId: string;
    readonly originKind: string;
    readonly originId: string;
  },
): Promise<StoredEntry | null> {
  const rows = await tx.query<StoredEntryRow>(
    `${SELECT_ENTRIES} WHERE e.merchant_id = $1 AND e.id = (
       SELECT m.entry_id FROM wallet_lot l JOIN wallet_movement m ON m.merchant_id = l.merchant_id AND m.lot_id = l.id
         WHERE l.merchant_id = $1 AND l.customer_id = $2 AND l.origin_kind = $3 AND l.origin_id = $4
         ORDER BY m.sequence LIMIT 1)
     ORDER BY e.id, p.position`,
    [lot.merchantId, lot.customerId, lot.originKind, lot.originId],
  );
  return storedEntries(rows)[0] ?? null;
}

/** The running balances of accounts with a floor, each the sum of its postings, locked in the order given. Those that there are. */
export async function lockFloorBalances(
  tx: Tx,
  merchantId: string,
  accountIds: readonly string[],
): Promise<{ accountId: string; balanceMinor: bigint }[]> {
  const rows = await tx.query<{ account_id: string; balance_minor: bigint | null }>(
    "SELECT id AS account_id, lock_ledger_balance($1, id) AS balance_minor FROM unnest($2::uuid[]) id",
    [merchantId, accountIds],
    "ledger-balances-lock",
  );
  return rows.flatMap(({ account_id: accountId, balance_minor: balanceMinor }) =>
    balanceMinor === null ? [] : [{ accountId, balanceMinor }],
  );
}
