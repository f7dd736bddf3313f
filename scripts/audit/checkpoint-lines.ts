import { z } from "zod";
import type { SignedCheckpoint } from "@/lib/domain/audit/checkpoint";

const line = z.object({
  kind: z.literal("checkpoint"),
  merchant_id: z.uuid(),
  sequence: z.string().regex(/^[1-9]\d{0,18}$/),
  chain_hash: z.string().regex(/^[0-9a-f]{64}$/),
  taken_at: z.string(),
  key_id: z.string(),
  public_key: z.string(),
  signature: z.string(),
});

/**
 * Checkpoints out of a file with one a line, as npm run audit:checkpoint and an export of the log write them; other lines are
 * left alone. @throws Error that names the line that is no JSON.
 */
export function parseCheckpoints(text: string): SignedCheckpoint[] {
  return text.split("\n").flatMap((one, index) => {
    if (one.trim() === "") return [];
    const parsed = line.safeParse(jsonOf(one, index + 1));
    if (!parsed.success) return [];
    const { merchant_id, sequence, chain_hash, taken_at, key_id, public_key, signature } = parsed.data;
    return [
      {
        merchantId: merchant_id,
        sequence: BigInt(sequence),
        chainHash: chain_hash,
        takenAt: taken_at,
        keyId: key_id,
        publicKey: public_key,
        signature,
      },
    ];
  });
}

function jsonOf(text: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`Line ${number} of the checkpoints is not JSON.`);
  }
}
