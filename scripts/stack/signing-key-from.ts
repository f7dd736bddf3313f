import { createHash } from "node:crypto";

/** PKCS8 of an Ed25519 key up to its 32 bytes. @see https://www.rfc-editor.org/rfc/rfc8410 */
const HEAD = Buffer.from("302e020100300506032b657004220420", "hex");

/** A key for the audit log of a demo or a test, made of another secret: it stays the same as long as that does. */
export function signingKeyFrom(secret: string): string {
  return Buffer.concat([HEAD, createHash("sha256").update(`audit log ${secret}`).digest()]).toString(
    "base64",
  );
}
