import type { SignedCheckpoint } from "@/lib/domain/audit/checkpoint";
import { isSigned } from "@/lib/platform/checkpoint-signature";

export interface ChainWitnesses {
  /** Checkpoints that were kept elsewhere, of any merchant. */
  readonly kept?: readonly SignedCheckpoint[];
  /** Ids of the keys that may sign. Unset: any key, as long as the signature is its. */
  readonly trustedKeyIds?: ReadonlySet<string>;
}

/** Why a checkpoint speaks against the chain, or is none; null when the two agree. */
export function checkpointOffense(
  checkpoint: SignedCheckpoint,
  chain: { readonly hash: string | undefined; readonly end: bigint },
  { trustedKeyIds }: ChainWitnesses,
): string | null {
  const { sequence, takenAt, keyId, chainHash } = checkpoint;
  if (!isSigned(checkpoint))
    return `The checkpoint at number ${sequence} does not have a valid signature of the key ${keyId}.`;
  if (trustedKeyIds?.has(keyId) === false)
    return `The checkpoint at number ${sequence} is signed by the key ${keyId}, which is not trusted.`;
  if (sequence > chain.end)
    return `The chain was truncated: it ends at number ${chain.end}, and at ${takenAt} it had ${sequence}.`;
  if (chainHash === chain.hash) return null;
  return `The chain was rewritten: at number ${sequence} it is not what was signed at ${takenAt}.`;
}
