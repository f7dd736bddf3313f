import type { SignedCheckpoint } from "@/lib/domain/audit/checkpoint";
import { bigintAt, instantAt, type Row, type SqlReader, textAt } from "./row";
import type { Tx } from "./transaction";

const COLUMNS = "merchant_id, sequence, chain_hash, taken_at, key_id, public_key, signature";

function checkpointOf(row: Row): SignedCheckpoint {
  return {
    merchantId: textAt(row, "merchant_id"),
    sequence: bigintAt(row, "sequence"),
    chainHash: textAt(row, "chain_hash"),
    takenAt: instantAt(row, "taken_at").toISOString(),
    keyId: textAt(row, "key_id"),
    publicKey: textAt(row, "public_key"),
    signature: textAt(row, "signature"),
  };
}

/** The newest checkpoint of each merchant's chain. */
export async function newestCheckpoints(reader: SqlReader): Promise<SignedCheckpoint[]> {
  const { rows } = await reader.query(
    `SELECT newest.* FROM merchant m CROSS JOIN LATERAL
       (SELECT ${COLUMNS} FROM audit_checkpoint WHERE merchant_id = m.id ORDER BY sequence DESC LIMIT 1) newest ORDER BY m.slug`,
  );
  return rows.map(checkpointOf);
}

/** The checkpoints of a piece of a chain, in its order. */
export async function checkpointsOf(
  reader: SqlReader,
  merchantId: string,
  range: { readonly after: bigint; readonly upTo: bigint | null; readonly limit: number },
): Promise<SignedCheckpoint[]> {
  const { rows } = await reader.query(
    `SELECT ${COLUMNS} FROM audit_checkpoint
       WHERE merchant_id = $1 AND sequence > $2 AND ($3::bigint IS NULL OR sequence <= $3) ORDER BY sequence LIMIT $4`,
    [merchantId, range.after, range.upTo, range.limit],
  );
  return rows.map(checkpointOf);
}

/** Chains that have grown since their last checkpoint, and where they end. */
export async function chainsToSign(
  tx: Tx,
): Promise<{ merchantId: string; sequence: bigint; chainHash: string }[]> {
  const rows = await tx.query<{ merchant_id: string; sequence: bigint; chain_hash: string }>(
    `SELECT m.id AS merchant_id, head.sequence, head.chain_hash FROM merchant m
       CROSS JOIN LATERAL (SELECT sequence, chain_hash FROM audit_seal WHERE merchant_id = m.id ORDER BY sequence DESC LIMIT 1) head
       WHERE NOT EXISTS (SELECT FROM audit_checkpoint c WHERE c.merchant_id = m.id AND c.sequence >= head.sequence)
       ORDER BY m.id`,
  );
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    sequence: row.sequence,
    chainHash: row.chain_hash,
  }));
}

/** Keeps a checkpoint, unless another worker was quicker. */
export async function insertCheckpoint(tx: Tx, checkpoint: SignedCheckpoint): Promise<void> {
  const { merchantId, sequence, chainHash, takenAt, keyId, publicKey, signature } = checkpoint;
  await tx.execute(
    `INSERT INTO audit_checkpoint (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [merchantId, sequence, chainHash, takenAt, keyId, publicKey, signature],
  );
}
