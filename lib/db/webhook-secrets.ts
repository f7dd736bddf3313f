import { pool } from "./pool";

/** Adds to how often a signing secret verified a delivery. */
export async function countSecretUse(use: {
  readonly gateway: string;
  readonly fingerprint: string;
  readonly verifiedCount: number;
}): Promise<void> {
  await pool().query({
    name: "webhook-secret-use",
    text: `INSERT INTO webhook_secret_use (gateway, fingerprint, verified_count) VALUES ($1, $2, $3)
      ON CONFLICT (gateway, fingerprint) DO UPDATE SET last_used_at = now(),
        verified_count = webhook_secret_use.verified_count + excluded.verified_count`,
    values: [use.gateway, use.fingerprint, use.verifiedCount],
  });
}
