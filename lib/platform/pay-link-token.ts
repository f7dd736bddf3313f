import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { parse, stringify } from "uuid";
import { env } from "./env";
import { sha256 } from "./ids";

/** What a link's token says, and its signature vouches for. */
export interface PayLinkClaims {
  readonly merchantId: string;
  readonly payLinkId: string;
  readonly expiresAt: Date;
}

const CLAIMS_BYTES = 38;
const TOKEN_BYTES = CLAIMS_BYTES + 32;
const TOKEN = /^[A-Za-z0-9_-]{94}$/;

/** A key of its own, so that no signature of a session is one of a link. */
function sign(claims: Buffer): Buffer {
  const key = Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "", "remit pay link", 32));
  return createHmac("sha256", key).update(claims).digest();
}

/** The token of a link: merchant, link and end, signed. The same link always has the same, so that none has to be kept. */
export function payLinkToken({ merchantId, payLinkId, expiresAt }: PayLinkClaims): string {
  const claims = Buffer.alloc(CLAIMS_BYTES);
  claims.set(parse(merchantId), 0);
  claims.set(parse(payLinkId), 16);
  claims.writeUIntBE(expiresAt.getTime(), 32, 6);
  return Buffer.concat([claims, sign(claims)]).toString("base64url");
}

/** What a token says, compared in constant time with what we would have signed; null for anything that we did not. */
export function readPayLinkToken(token: string): (PayLinkClaims & { readonly tokenHash: string }) | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  // The last letter has bits to spare: only the one spelling is the token.
  if (bytes.length !== TOKEN_BYTES || bytes.toString("base64url") !== token) return null;
  const claims = bytes.subarray(0, CLAIMS_BYTES);
  if (!timingSafeEqual(bytes.subarray(CLAIMS_BYTES), sign(claims))) return null;
  return {
    merchantId: stringify(claims.subarray(0, 16)),
    payLinkId: stringify(claims.subarray(16, 32)),
    expiresAt: new Date(claims.readUIntBE(32, 6)),
    tokenHash: sha256(token),
  };
}

/** The address that opens a link. */
export function payLinkUrl(claims: PayLinkClaims): string {
  return new URL(`/pay/${payLinkToken(claims)}`, env().APP_URL).href;
}
