import type { Role } from "@/lib/domain/actor";
import { pool } from "./pool";
import type { Tx } from "./transaction";

/** A signed-in browser with the person behind it, as one look at the database finds them. */
export interface SessionRecord {
  readonly merchantId: string;
  readonly id: string;
  readonly loginId: string;
  readonly name: string;
  readonly role: Role;
  readonly customerId: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly loginDisabledAt: Date | null;
}

interface SessionRow {
  merchant_id: string;
  id: string;
  login_id: string;
  name: string;
  role: Role;
  customer_id: string | null;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  disabled_at: Date | null;
}

/** The session of this key with its login as it is now, or null. Asked once for each request that shows a cookie. */
export async function findSession(merchantId: string, sessionId: string): Promise<SessionRecord | null> {
  const { rows } = await pool().query<SessionRow>({
    name: "session-find",
    text: `SELECT s.merchant_id, s.id, s.login_id, l.name, l.role, l.customer_id, s.created_at, s.last_seen_at,
        s.expires_at, s.revoked_at, l.disabled_at
      FROM session s JOIN login l ON l.merchant_id = s.merchant_id AND l.id = s.login_id
      WHERE s.merchant_id = $1 AND s.id = $2`,
    values: [merchantId, sessionId],
  });
  const [row] = rows;
  if (row === undefined) return null;
  return {
    merchantId: row.merchant_id,
    id: row.id,
    loginId: row.login_id,
    name: row.name,
    role: row.role,
    customerId: row.customer_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    loginDisabledAt: row.disabled_at,
  };
}

/** Notes that the session is in use. It never goes back, whichever of two requests is written first. */
export async function touchSession(merchantId: string, sessionId: string, seenAt: Date): Promise<void> {
  await pool().query({
    name: "session-touch",
    text: "UPDATE session SET last_seen_at = $3 WHERE merchant_id = $1 AND id = $2 AND last_seen_at < $3",
    values: [merchantId, sessionId, seenAt],
  });
}

export async function insertSession(
  tx: Tx,
  session: {
    merchantId: string;
    id: string;
    loginId: string;
    userAgent: string;
    ipAddress: string;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO session (merchant_id, id, login_id, user_agent, ip_address, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [
      session.merchantId,
      session.id,
      session.loginId,
      session.userAgent,
      session.ipAddress,
      session.createdAt,
      session.expiresAt,
    ],
  );
}

/** Whose session it is and whether it was ended, locked until the transaction ends; null when there is none. */
export async function lockSession(
  tx: Tx,
  merchantId: string,
  sessionId: string,
): Promise<{ loginId: string; revokedAt: Date | null } | null> {
  const rows = await tx.query<{ login_id: string; revoked_at: Date | null }>(
    "SELECT login_id, revoked_at FROM session WHERE merchant_id = $1 AND id = $2 FOR UPDATE",
    [merchantId, sessionId],
  );
  const [row] = rows;
  return row === undefined ? null : { loginId: row.login_id, revokedAt: row.revoked_at };
}

export async function updateSessionRevokedAt(
  tx: Tx,
  session: { merchantId: string; sessionId: string; revokedAt: Date },
): Promise<void> {
  await tx.execute(
    "UPDATE session SET revoked_at = $3 WHERE merchant_id = $1 AND id = $2 AND revoked_at IS NULL",
    [session.merchantId, session.sessionId, session.revokedAt],
  );
}

/** Ends the sessions of a login, all but the one to keep; answers how many there were to end. */
export async function revokeSessionsOfLogin(
  tx: Tx,
  sessions: { merchantId: string; loginId: string; exceptSessionId: string | null; revokedAt: Date },
): Promise<number> {
  return tx.execute(
    `UPDATE session SET revoked_at = $4
       WHERE merchant_id = $1 AND login_id = $2 AND revoked_at IS NULL AND id IS DISTINCT FROM $3`,
    [sessions.merchantId, sessions.loginId, sessions.exceptSessionId, sessions.revokedAt],
  );
}

/** The addresses from which logins have signed in since an instant, newest first, at most 200. */
export async function recentSignInAddresses(
  tx: Tx,
  logins: readonly { merchantId: string; id: string }[],
  since: Date,
): Promise<string[]> {
  const rows = await tx.query<{ ip_address: string }>(
    `SELECT s.ip_address FROM session s
       JOIN unnest($1::uuid[], $2::uuid[]) AS l(merchant_id, id) ON s.merchant_id = l.merchant_id AND s.login_id = l.id
       WHERE s.created_at >= $3 ORDER BY s.created_at DESC LIMIT 200`,
    [logins.map((login) => login.merchantId), logins.map((login) => login.id), since],
  );
  return rows.map((row) => row.ip_address);
}
