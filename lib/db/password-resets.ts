import type { Tx } from "./transaction";

export async function insertPasswordReset(
  tx: Tx,
  reset: { merchantId: string; tokenHash: string; loginId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await tx.execute(
    "INSERT INTO password_reset (merchant_id, token_hash, login_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
    [reset.merchantId, reset.tokenHash, reset.loginId, reset.createdAt, reset.expiresAt],
  );
}

export interface PasswordResetRecord {
  readonly loginId: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/** The reset behind a token's hash, locked until the transaction ends; null when there is none. */
export async function lockPasswordReset(
  tx: Tx,
  merchantId: string,
  tokenHash: string,
): Promise<PasswordResetRecord | null> {
  const rows = await tx.query<{ login_id: string; expires_at: Date; used_at: Date | null }>(
    "SELECT login_id, expires_at, used_at FROM password_reset WHERE merchant_id = $1 AND token_hash = $2 FOR UPDATE",
    [merchantId, tokenHash],
  );
  const [row] = rows;
  return row === undefined ? null : { loginId: row.login_id, expiresAt: row.expires_at, usedAt: row.used_at };
}

/** Uses up every open reset of a login: after one is used, an older mail opens nothing. */
export async function usePasswordResets(
  tx: Tx,
  resets: { merchantId: string; loginId: string; usedAt: Date },
): Promise<void> {
  await tx.execute(
    "UPDATE password_reset SET used_at = $3 WHERE merchant_id = $1 AND login_id = $2 AND used_at IS NULL",
    [resets.merchantId, resets.loginId, resets.usedAt],
  );
}

/** Drops resets that ended before an instant; answers how many. */
export async function deletePasswordResetsBefore(tx: Tx, before: Date): Promise<number> {
  return tx.execute("DELETE FROM password_reset WHERE expires_at < $1", [before]);
}
