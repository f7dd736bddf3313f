import { pool } from "./pool";
import type { Tx } from "./transaction";

/** One act and how it ended: the 13 fields of every payment operation, and five more when it failed. */
export interface AuditRow {
  readonly merchant_id: string;
  readonly id: string;
  readonly timestamp: string;
  readonly event_type: string;
  readonly user_id: string | null;
  readonly actor_name: string;
  readonly environment: string;
  readonly command: string;
  readonly order_id: string | null;
  readonly payment_id: string | null;
  readonly payment_intent_id: string | null;
  readonly amount_minor: string | null;
  readonly currency: string | null;
  readonly outcome: string;
  readonly ip_address: string | null;
  readonly idempotency_key: string | null;
  readonly trace_id: string;
  readonly reason: string | null;
  readonly failure_code: string | null;
  readonly failure_message: string | null;
  readonly decline_code: string | null;
  readonly card_last4: string | null;
  readonly card_brand: string | null;
  readonly changes: unknown;
}

const COLUMNS = `merchant_id, id, timestamp, event_type, user_id, actor_name, environment, command, order_id, payment_id,
  payment_intent_id, amount_minor, currency, outcome, ip_address, idempotency_key, trace_id, reason, failure_code,
  failure_message, decline_code, card_last4, card_brand, changes`;

const INSERT = `INSERT INTO audit_event (${COLUMNS})
  SELECT ${COLUMNS} FROM jsonb_to_recordset($1::jsonb) AS a(merchant_id uuid, id uuid, timestamp timestamptz,
    event_type text, user_id uuid, actor_name text, environment text, command text, order_id uuid, payment_id uuid,
    payment_intent_id text, amount_minor bigint, currency text, outcome text, ip_address text, idempotency_key text,
    trace_id text, reason text, failure_code text, failure_message text, decline_code text, card_last4 text,
    card_brand text, changes jsonb)`;

export async function insertAuditEvents(tx: Tx, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(INSERT, [JSON.stringify(rows)], "audit-insert");
}

/** Writes records of what is not ours to commit, such as a call of a gateway, in a statement of their own. */
export async function appendAuditEvents(rows: readonly AuditRow[]): Promise<void> {
  await pool().query({ name: "audit-insert", text: INSERT, values: [JSON.stringify(rows)] });
}
