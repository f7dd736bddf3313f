import { AUDIT_FIELDS, type AuditRecord } from "@/lib/domain/audit/audit-record";
import { bigintAt, countAt, type Row, type SqlReader, textAt, textOrNullAt } from "./row";

/** How each field is written in a sealed record; what is not named here is a text already. */
const SPELLINGS: Readonly<Record<string, string>> = {
  timestamp: `to_char(e.timestamp AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
};

/** The fields of a record as the chain spells them, of audit_event e. */
export const AUDIT_RECORD_COLUMNS = AUDIT_FIELDS.map(
  (field) => `${SPELLINGS[field] ?? `e.${field}::text`} AS ${field}`,
).join(", ");

export function auditRecordOf(row: Row): AuditRecord {
  return { id: textAt(row, "id"), fields: AUDIT_FIELDS.map((field) => textOrNullAt(row, field)) };
}

/** Transactions of another server say nothing: after a restore there, all records are looked at once more. */
export const THIS_SERVER = "(SELECT system_identifier::text FROM pg_control_system())";

/** Where a chain ends. */
export interface ChainHead {
  readonly sequence: bigint;
  readonly chainHash: string;
}

export const HEAD_SQL =
  "SELECT sequence, chain_hash FROM audit_seal WHERE merchant_id = $1 ORDER BY sequence DESC LIMIT 1";

export function headOf(row: Row | undefined): ChainHead | null {
  return row === undefined
    ? null
    : { sequence: bigintAt(row, "sequence"), chainHash: textAt(row, "chain_hash") };
}

/** The last link of a merchant's chain; null when there is none. */
export async function chainHead(reader: SqlReader, merchantId: string): Promise<ChainHead | null> {
  return headOf((await reader.query(HEAD_SQL, [merchantId])).rows[0]);
}

/** One link of a chain; null when it is not there. */
export async function linkAt(
  reader: SqlReader,
  merchantId: string,
  sequence: bigint,
): Promise<ChainHead | null> {
  const { rows } = await reader.query(
    "SELECT sequence, chain_hash FROM audit_seal WHERE merchant_id = $1 AND sequence = $2",
    [merchantId, sequence],
  );
  return headOf(rows[0]);
}

/** Where a record with this content was sealed; null when nowhere. Reads the whole chain: for the one that does not fit. */
export async function sequenceOfRecord(
  reader: SqlReader,
  merchantId: string,
  recordHash: string,
): Promise<bigint | null> {
  const { rows } = await reader.query(
    "SELECT sequence FROM audit_seal WHERE merchant_id = $1 AND record_hash = $2 ORDER BY sequence LIMIT 1",
    [merchantId, recordHash],
  );
  const [row] = rows;
  return row === undefined ? null : bigintAt(row, "sequence");
}

/** Merchants of which there is a chain, or anything that says that there was one. */
export async function chainedMerchants(
  reader: SqlReader,
  merchantId: string | null,
): Promise<{ id: string; slug: string }[]> {
  const { rows } = await reader.query(
    `SELECT m.id, m.slug FROM merchant m WHERE ($1::uuid IS NULL OR m.id = $1)
       AND (EXISTS (SELECT FROM audit_seal s WHERE s.merchant_id = m.id)
         OR EXISTS (SELECT FROM audit_chain c WHERE c.merchant_id = m.id)
         OR EXISTS (SELECT FROM audit_checkpoint c WHERE c.merchant_id = m.id)) ORDER BY m.slug`,
    [merchantId],
  );
  return rows.map((row) => ({ id: textAt(row, "id"), slug: textAt(row, "slug") }));
}

/** Records without a seal: how many wait for theirs, and the first of those that sealing has gone past. */
export async function strayRecords(
  reader: SqlReader,
  merchantId: string,
  limit: number,
): Promise<{ passed: string[]; waitingCount: number }> {
  const { rows } = await reader.query(
    `WITH unsealed AS MATERIALIZED (
       SELECT e.id, e.written_xid FROM audit_event e WHERE e.merchant_id = $1
         AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.merchant_id = e.merchant_id AND s.event_id = e.id)),
     chain AS (SELECT sealed_below FROM audit_chain WHERE merchant_id = $1 AND server_id = ${THIS_SERVER}),
     passed AS (SELECT id FROM unsealed WHERE written_xid < (SELECT sealed_below FROM chain))
     SELECT (SELECT count(*) FROM unsealed) - (SELECT count(*) FROM passed) AS waiting,
       (SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') FROM (SELECT id FROM passed ORDER BY id LIMIT $2) first) AS passed`,
    [merchantId, limit],
  );
  const [row] = rows;
  const passed: unknown = row?.["passed"];
  return {
    passed: Array.isArray(passed) ? passed.map(String) : [],
    waitingCount: row === undefined ? 0 : countAt(row, "waiting"),
  };
}

/** A link of the chain with the record that it names, as both are stored now. */
export interface StoredLink extends ChainHead {
  readonly eventId: string;
  readonly format: number;
  readonly recordHash: string;
  /** Null: there is no such record any more. */
  readonly record: AuditRecord | null;
}

/** The links after a place in the chain, in their order. */
export async function linksAfter(
  reader: SqlReader,
  merchantId: string,
  range: { readonly after: bigint; readonly upTo?: bigint | null; readonly limit: number },
): Promise<StoredLink[]> {
  const { rows } = await reader.query(
    `SELECT s.sequence, s.event_id, s.format, s.record_hash, s.chain_hash, ${AUDIT_RECORD_COLUMNS}
       FROM (SELECT * FROM audit_seal WHERE merchant_id = $1 AND sequence > $2 AND ($3::bigint IS NULL OR sequence <= $3)
           ORDER BY sequence LIMIT $4) s
         LEFT JOIN audit_event e ON e.merchant_id = s.merchant_id AND e.id = s.event_id
       ORDER BY s.sequence`,
    [merchantId, range.after, range.upTo ?? null, range.limit],
  );
  return rows.map((row) => ({
    sequence: bigintAt(row, "sequence"),
    eventId: textAt(row, "event_id"),
    format: countAt(row, "format"),
    recordHash: textAt(row, "record_hash"),
    chainHash: textAt(row, "chain_hash"),
    record: row["id"] === null ? null : auditRecordOf(row),
  }));
}
