import { AUDIT_FORMAT, type AuditRecord } from "@/lib/domain/audit/audit-record";
import {
  AUDIT_RECORD_COLUMNS,
  auditRecordOf,
  type ChainHead,
  headOf,
  HEAD_SQL,
  THIS_SERVER,
} from "./audit-chain";
import { pool } from "./pool";
import { bigintAt, type Row } from "./row";
import type { Tx } from "./transaction";

export interface NewSeal extends ChainHead {
  readonly eventId: string;
  readonly recordHash: string;
}

/** The last link of a chain, for its sealer; null when there is none. */
export async function lastSeal(tx: Tx, merchantId: string): Promise<ChainHead | null> {
  return headOf((await tx.query<Row>(HEAD_SQL, [merchantId], "audit-chain-head"))[0]);
}

/** Whose records may wait for their seal. */
export async function merchantsToSeal(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>({
    name: "audit-merchants-to-seal",
    text: `SELECT m.id FROM merchant m LEFT JOIN audit_chain c ON c.merchant_id = m.id AND c.server_id = ${THIS_SERVER}
      WHERE EXISTS (SELECT FROM audit_event e WHERE e.merchant_id = m.id AND e.written_xid >= coalesce(c.sealed_below, 0))
      ORDER BY m.id`,
  });
  return rows.map(({ id }) => id);
}

/** Whether this transaction is its merchant's only sealer until it ends. */
export async function becomeSealer(tx: Tx, merchantId: string): Promise<boolean> {
  const [row] = await tx.query<{ is_sealer: boolean }>(
    "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS is_sealer",
    [`audit_chain:${merchantId}`],
    "audit-become-sealer",
  );
  return row?.is_sealer ?? false;
}

export interface SealingState {
  /** Every record of a transaction below is sealed. */
  readonly sealedBelow: bigint;
  /** Every transaction below has ended by now: what it wrote is seen from now on, or never was. */
  readonly endedBelow: bigint;
}

export async function sealingState(tx: Tx, merchantId: string): Promise<SealingState> {
  const [row] = await tx.query<{ sealed_below: bigint; ended_below: bigint }>(
    `SELECT coalesce((SELECT sealed_below FROM audit_chain WHERE merchant_id = $1 AND server_id = ${THIS_SERVER}), 0) AS sealed_below,
       pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS ended_below`,
    [merchantId],
    "audit-sealing-state",
  );
  return { sealedBelow: row?.sealed_below ?? 0n, endedBelow: row?.ended_below ?? 0n };
}

export interface UnsealedRecord {
  readonly writtenXid: bigint;
  readonly record: AuditRecord;
}

/** The oldest records without a seal that can be seen now, by transaction and id. */
export async function unsealedRecords(
  tx: Tx,
  merchantId: string,
  from: { readonly sealedBelow: bigint; readonly limit: number },
): Promise<UnsealedRecord[]> {
  const rows = await tx.query<Row>(
    `SELECT e.written_xid, ${AUDIT_RECORD_COLUMNS} FROM audit_event e
       WHERE e.merchant_id = $1 AND e.written_xid >= $2
         AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.merchant_id = e.merchant_id AND s.event_id = e.id)
       ORDER BY e.written_xid, e.id LIMIT $3`,
    [merchantId, from.sealedBelow, from.limit],
    "audit-unsealed",
  );
  return rows.map((row) => ({ writtenXid: bigintAt(row, "written_xid"), record: auditRecordOf(row) }));
}

export async function insertSeals(tx: Tx, merchantId: string, seals: readonly NewSeal[]): Promise<void> {
  if (seals.length === 0) return;
  await tx.execute(
    `INSERT INTO audit_seal (merchant_id, sequence, event_id, format, record_hash, chain_hash)
       SELECT $1, s.sequence, s.event_id, ${AUDIT_FORMAT}, s.record_hash, s.chain_hash
         FROM unnest($2::bigint[], $3::uuid[], $4::text[], $5::text[]) AS s(sequence, event_id, record_hash, chain_hash)`,
    [
      merchantId,
      seals.map(({ sequence }) => sequence),
      seals.map(({ eventId }) => eventId),
      seals.map(({ recordHash }) => recordHash),
      seals.map(({ chainHash }) => chainHash),
    ],
    "audit-insert-seals",
  );
}

/** Notes how far a merchant's records are sealed. */
export async function noteSealed(tx: Tx, merchantId: string, sealedBelow: bigint): Promise<void> {
  await tx.execute(
    `INSERT INTO audit_chain (merchant_id, sealed_below, server_id) VALUES ($1, $2, ${THIS_SERVER})
       ON CONFLICT (merchant_id) DO UPDATE
         SET sealed_below = excluded.sealed_below, server_id = excluded.server_id, sealed_at = now()`,
    [merchantId, sealedBelow],
    "audit-note-sealed",
  );
}
