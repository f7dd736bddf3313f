import { createHash } from "node:crypto";
import { fromString, fromUUID, toUUIDBytes } from "typeid-js";
import { v7, validate } from "uuid";

/** One closed list: what an id names can be read off the id. */
const PREFIXES = {
  merchant: "mer",
  customer: "cust",
  login: "usr",
  session: "ses",
  product: "prod",
  order: "ord",
  site: "site",
  installment: "ins",
  invoice: "inv",
  document: "doc",
  payment: "pay",
  attempt: "att",
  paymentMethod: "card",
  accessGrant: "acc",
  walletLot: "lot",
  walletHold: "hold",
  journalEntry: "je",
  ledgerAccount: "acct",
  webhookEvent: "whe",
  mail: "mail",
  alert: "alr",
  auditEvent: "aud",
  payLink: "link",
  manualPayment: "mpay",
} as const;

export type IdKind = keyof typeof PREFIXES;

/** A new UUIDv7: sorts by the time it was made. */
export function newId(): string {
  return v7();
}

/** Whether a text has the form of our ids. What comes back from outside may have been written there by anybody. */
export function isId(text: string): boolean {
  return validate(text);
}

/** The id as people and URLs see it, such as ord_01h455vb4pex5vsknk084sn02q. */
export function publicId(kind: IdKind, id: string): string {
  return fromUUID(id, PREFIXES[kind]);
}

const PUBLIC_ID = /^([a-z]{2,5})_([0-7][0-9a-hjkmnp-tv-z]{25})$/;

/** The UUID behind a public id, or null when the text is not an id of that kind. */
export function parsePublicId(kind: IdKind, text: string): string | null {
  const match = PUBLIC_ID.exec(text);
  if (match?.[1] !== PREFIXES[kind]) return null;
  // Any 128 bits can be written this way, and anybody can write them; only some of them are a UUID.
  const id = hyphenated(Buffer.from(toUUIDBytes(fromString(text))));
  return isId(id) ? id : null;
}

function hyphenated(bytes: Buffer): string {
  const hex = bytes.subarray(0, 16).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function uuidFrom(bytes: Buffer, version: number): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return hyphenated(bytes);
}

/** A UUIDv8 that the same parts always give. */
export function derivedId(...parts: readonly string[]): string {
  return uuidFrom(createHash("sha256").update(parts.join("\u0000")).digest(), 8);
}

/**
 * A UUIDv8 that the same parts and place in time always give. It sorts by the instant, as a UUIDv7 does, and within the
 * millisecond by the order (0 to 4,095).
 */
export function derivedIdAt(place: { instant: Date; order: number }, ...parts: readonly string[]): string {
  const bytes = createHash("sha256").update(parts.join("\u0000")).digest();
  bytes.writeUIntBE(place.instant.getTime(), 0, 6);
  bytes.writeUInt16BE(place.order, 6);
  return uuidFrom(bytes, 8);
}

/** The account of a merchant with this code and currency: derived, so that a posting needs no look-up. */
export function ledgerAccountId(merchantId: string, code: string, currency: string): string {
  return derivedId("ledger_account", merchantId, code, currency);
}

/** SHA-256 of a file, in hex. */
export function bytesHash(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** SHA-256 of a text, in hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
