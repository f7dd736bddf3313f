import { parse, stringify } from "uuid";
import { env } from "./env";
import { sha256 } from "./ids";
import { readSignedToken, signedToken } from "./signed-token";

/** What a link's token says, and its signature vouches for. */
export interface PayLinkClaims {
  readonly merchantId: string;
  readonly payLinkId: string;
  readonly expiresAt: Date;
}

const CLAIMS_BYTES = 38;
const PURPOSE = "remit pay link";

/** The token of a link: merchant, link and end, signed. The same link always has the same, so that none has to be kept. */
export function payLinkToken({ merchantId, payLinkId, expiresAt }: PayLinkClaims): string {
  const claims = Buffer.alloc(CLAIMS_BYTES);
  claims.set(parse(merchantId), 0);
  claims.set(parse(payLinkId), 16);
  claims.writeUIntBE(expiresAt.getTime(), 32, 6);
  return signedToken(PURPOSE, claims);
}

/** What a token says; null for anything that we did not sign. */
export function readPayLinkToken(token: string): (PayLinkClaims & { readonly tokenHash: string }) | null {
  const claims = readSignedToken(PURPOSE, CLAIMS_BYTES, token);
  if (claims === null) return null;
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
