import { randomBytes } from "node:crypto";
import { parsePublicId, publicId, sha256 } from "./ids";

/** What is stored of a reset link, and what is not. */
export interface ResetToken {
  /** Goes into the mail and nowhere else: the merchant's public id and 256 random bits. */
  readonly token: string;
  readonly tokenHash: string;
}

export function newResetToken(merchantId: string): ResetToken {
  const token = `${publicId("merchant", merchantId)}.${randomBytes(32).toString("base64url")}`;
  return { token, tokenHash: sha256(token) };
}

/** Where to look a token up, or null for a text that is none. */
export function readResetToken(token: string): { merchantId: string; tokenHash: string } | null {
  const match = /^(mer_[0-9a-z]{26})\.[A-Za-z0-9_-]{43}$/.exec(token);
  const merchantId = match?.[1] === undefined ? null : parsePublicId("merchant", match[1]);
  return merchantId === null ? null : { merchantId, tokenHash: sha256(token) };
}
