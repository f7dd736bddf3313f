import type { Tx } from "./transaction";

/** One act and how it ended: the 13 fields of every payment operation, and five more when it failed. */
export interface AuditRow {
  readonly merchantId: string;
  readonly id: string;
  readonly timestamp: Date;
  readonly eventType: string;
  readonly userId: string | null;
  readonly actorName: string;
  readonly environment: string;
  readonly command: string;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly paymentIntentId: string | null;
  readonly amountMinor: bigint | null;
  readonly currency: string | null;
  readonly outcome: string;
  readonly ipAddress: string | null;
  readonly idempotencyKey: string | null;
  readonly traceId: string;
  readonly reason: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly declineCode: string | null;
  readonly cardLast4: string | null;
  readonly cardBrand: string | null;
  readonly changes: unknown;
}

export async function insertAuditEvent(tx: Tx, row: AuditRow): Promise<void> {
  await tx.execute(
    `INSERT INTO audit_event (merchant_id, id, timestamp, event_type, user_id, actor_name, environment, command, order_id,
       payment_id, payment_intent_id, amount_minor, currency, outcome, ip_address, idempotency_key, trace_id, reason,
       failure_code, failure_message, decline_code, card_last4, card_brand, changes)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24)`,
    [
      row.merchantId, row.id, row.timestamp, row.eventType, row.userId, row.actorName, row.environment, row.command,
      row.orderId, row.paymentId, row.paymentIntentId, row.amountMinor, row.currency, row.outcome, row.ipAddress,
      row.idempotencyKey, row.traceId, row.reason, row.failureCode, row.failureMessage, row.declineCode, row.cardLast4,
      row.cardBrand, JSON.stringify(row.changes),
    ],
    "audit-insert",
  );
}
