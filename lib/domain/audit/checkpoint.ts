/** A statement of where a merchant's chain stood. */
export interface Checkpoint {
  readonly merchantId: string;
  readonly sequence: bigint;
  readonly chainHash: string;
  /** UTC with three digits of a second, such as 2026-05-01T10:00:00.000Z. */
  readonly takenAt: string;
  /** The first 32 hexadecimal digits of the SHA-256 of the public key (SPKI, DER). */
  readonly keyId: string;
}

export interface SignedCheckpoint extends Checkpoint {
  /** SPKI, base64. */
  readonly publicKey: string;
  /** Ed25519, base64. */
  readonly signature: string;
}

/** The text that is signed. */
export function checkpointText(checkpoint: Checkpoint): string {
  const { merchantId, sequence, chainHash, takenAt, keyId } = checkpoint;
  return JSON.stringify(["remit-checkpoint-1", merchantId, String(sequence), chainHash, takenAt, keyId]);
}

/** A checkpoint as a line of JSON, to be kept elsewhere. */
export function checkpointLine(checkpoint: SignedCheckpoint): string {
  return JSON.stringify({
    kind: "checkpoint",
    merchant_id: checkpoint.merchantId,
    sequence: String(checkpoint.sequence),
    chain_hash: checkpoint.chainHash,
    taken_at: checkpoint.takenAt,
    key_id: checkpoint.keyId,
    public_key: checkpoint.publicKey,
    signature: checkpoint.signature,
  });
}
