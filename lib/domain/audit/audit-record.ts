/** Which canonical form this is. Another field, order or spelling is another form with a number of its own. */
export const AUDIT_FORMAT = 1;

/** Every field of a record, in the order in which it is hashed. */
export const AUDIT_FIELDS = [
  "merchant_id",
  "id",
  "timestamp",
  "event_type",
  "user_id",
  "actor_name",
  "environment",
  "command",
  "order_id",
  "payment_id",
  "payment_intent_id",
  "amount_minor",
  "currency",
  "outcome",
  "ip_address",
  "idempotency_key",
  "trace_id",
  "reason",
  "failure_code",
  "failure_message",
  "decline_code",
  "card_last4",
  "card_brand",
  "changes",
] as const;

/**
 * A record as it is sealed: its fields in the order of AUDIT_FIELDS, each a text or null. The timestamp is UTC with six digits
 * of a second (2026-05-01T10:00:00.000000Z), the amount decimal digits of minor units, and `changes` is the text that
 * PostgreSQL prints of the JSON.
 */
export interface AuditRecord {
  readonly id: string;
  readonly fields: readonly (string | null)[];
}

/** The text that a record's hash is of: a JSON array of the form's name and all fields, without a space between them. */
export function canonicalRecord({ fields }: AuditRecord): string {
  return JSON.stringify([`remit-audit-${AUDIT_FORMAT}`, ...fields]);
}

/** What the hash of an empty chain is of: no two merchants' chains begin alike. */
export function chainBeginning(merchantId: string): string {
  return `remit-audit-chain-1\n${merchantId}`;
}

/** What the hash of a link is of: the chain before it, its place, and its record. */
export function chainLink(previousHash: string, sequence: bigint, recordHash: string): string {
  return `${previousHash}\n${sequence}\n${recordHash}`;
}
