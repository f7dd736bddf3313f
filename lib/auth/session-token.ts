import { decode, encode } from "next-auth/jwt";

/** Which row of the session table a cookie names. */
export interface SessionKey {
  readonly merchantId: string;
  readonly sessionId: string;
}

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const SUBJECT = new RegExp(`^(${UUID})\\.(${UUID})$`);

export function sessionSubject(key: SessionKey): string {
  return `${key.merchantId}.${key.sessionId}`;
}

/** The key in a token's subject. Whatever is not exactly one is nobody: that something is there proves nothing. */
export function parseSessionSubject(subject: unknown): SessionKey | null {
  const match = typeof subject === "string" ? SUBJECT.exec(subject) : null;
  const [, merchantId, sessionId] = match ?? [];
  return merchantId === undefined || sessionId === undefined ? null : { merchantId, sessionId };
}

/** The encrypted token that names a session, in the form that next-auth reads. It holds no name, role or right. */
export async function encodeSessionToken(
  key: SessionKey,
  secret: string,
  maxAgeSeconds: number,
): Promise<string> {
  return encode({ token: { sub: sessionSubject(key) }, secret, maxAge: maxAgeSeconds });
}

/** The session that a token names, or null for one that is forged, garbled or past its time. */
export async function decodeSessionToken(token: string, secret: string): Promise<SessionKey | null> {
  try {
    const claims = await decode({ token, secret });
    return parseSessionSubject(claims?.sub);
  } catch {
    // A cookie that does not decrypt is a stranger's, not an error of ours.
    return null;
  }
}
