import { countSecretUse } from "@/lib/db/webhook-secrets";

/** All deliveries of a gateway are signed alike, so that a row counted up by each would be one that they all wait for. */
const WRITE_INTERVAL_MS = 5_000;

interface Use {
  count: number;
  writtenAt: number;
}

const uses = new Map<string, Use>();

/**
 * Remembers that a secret verified a delivery. The first use is written at once and then at most one in five seconds, by the
 * delivery that finds it due: whether the old secret of a rotation is still in use is known to the minute, for next to nothing.
 */
export async function noteSecretUse(gateway: string, fingerprint: string): Promise<void> {
  const key = `${gateway} ${fingerprint}`;
  const use = uses.get(key) ?? { count: 0, writtenAt: Number.NEGATIVE_INFINITY };
  uses.set(key, use);
  use.count += 1;
  const now = performance.now();
  if (now - use.writtenAt < WRITE_INTERVAL_MS) return;
  const verifiedCount = use.count;
  Object.assign(use, { count: 0, writtenAt: now });
  await countSecretUse({ gateway, fingerprint, verifiedCount });
}
