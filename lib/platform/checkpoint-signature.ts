import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { type Checkpoint, checkpointText, type SignedCheckpoint } from "@/lib/domain/audit/checkpoint";

const KEY_ID_LENGTH = 32;

/** What a public key is called: digits of its own hash, so that nobody can name another key the same. */
function keyIdOf(publicKey: Buffer): string {
  return createHash("sha256").update(publicKey).digest("hex").slice(0, KEY_ID_LENGTH);
}

interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** SPKI, base64. */
  readonly publicKey: string;
}

/** The key of AUDIT_SIGNING_KEY: PKCS8, DER, base64. @throws Error that does not show it, when it is no Ed25519 key. */
export function signingKey(text: string): SigningKey {
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey({ key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" });
  } catch {
    throw new Error("AUDIT_SIGNING_KEY is not a private key in PKCS8, DER, base64.");
  }
  if (privateKey.asymmetricKeyType !== "ed25519") throw new Error("AUDIT_SIGNING_KEY is not an Ed25519 key.");
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return { keyId: keyIdOf(spki), privateKey, publicKey: spki.toString("base64") };
}

/** Signs where a chain stands. @see https://www.rfc-editor.org/rfc/rfc8032 */
export function signCheckpoint(key: SigningKey, stand: Omit<Checkpoint, "keyId">): SignedCheckpoint {
  const checkpoint = { ...stand, keyId: key.keyId };
  const signature = sign(null, Buffer.from(checkpointText(checkpoint)), key.privateKey);
  return { ...checkpoint, publicKey: key.publicKey, signature: signature.toString("base64") };
}

/** Whether a checkpoint says what the holder of its key signed, and its key is the one it names. */
export function isSigned(checkpoint: SignedCheckpoint): boolean {
  try {
    const spki = Buffer.from(checkpoint.publicKey, "base64");
    if (keyIdOf(spki) !== checkpoint.keyId) return false;
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    const text = Buffer.from(checkpointText(checkpoint));
    return (
      key.asymmetricKeyType === "ed25519" &&
      verify(null, text, key, Buffer.from(checkpoint.signature, "base64"))
    );
  } catch {
    return false;
  }
}
