import { chainsToSign, insertCheckpoint } from "@/lib/db/audit-checkpoints";
import { inTransaction } from "@/lib/db/transaction";
import type { SignedCheckpoint } from "@/lib/domain/audit/checkpoint";
import { signCheckpoint, signingKey } from "@/lib/platform/checkpoint-signature";
import { env } from "@/lib/platform/env";

/**
 * Signs where each chain stands that has grown since its last checkpoint. Answers the new checkpoints; none while
 * AUDIT_SIGNING_KEY is not set. They are dated by the real clock: whoever keeps them elsewhere compares with theirs.
 */
export async function signAuditChains(): Promise<SignedCheckpoint[]> {
  const { AUDIT_SIGNING_KEY } = env();
  if (AUDIT_SIGNING_KEY === undefined) return [];
  const key = signingKey(AUDIT_SIGNING_KEY);
  return inTransaction(async (tx) => {
    const takenAt = new Date().toISOString();
    const signed = (await chainsToSign(tx)).map((stand) => signCheckpoint(key, { ...stand, takenAt }));
    for (const checkpoint of signed) await insertCheckpoint(tx, checkpoint);
    return signed;
  });
}
