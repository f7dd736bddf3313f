import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { env } from "./env";

const SIGNATURE_BYTES = 32;

/** A key for each purpose, so that no signature of one thing is one of another. */
function sign(purpose: string, claims: Buffer): Buffer {
  const key = Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", purpose, 32));
  return createHmac("sha256", key).update(claims).digest();
}

/** Claims and our signature of them, as one word for an address. The same claims always have the same. */
export function signedToken(purpose: string, claims: Buffer): string {
  return Buffer.concat([claims, sign(purpose, claims)]).toString("base64url");
}

/** What a token claims, compared in constant time with what we would have signed; null for anything that we did not. */
export function readSignedToken(purpose: string, claimsBytes: number, token: string): Buffer | null {
  if (!/^[A-Za-z0-9_-]{60,200}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  // The last letter has bits to spare: only the one spelling is the token.
  if (bytes.length !== claimsBytes + SIGNATURE_BYTES || bytes.toString("base64url") !== token) return null;
  const claims = bytes.subarray(0, claimsBytes);
  return timingSafeEqual(bytes.subarray(claimsBytes), sign(purpose, claims)) ? claims : null;
}
