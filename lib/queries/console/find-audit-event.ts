import type { Actor } from "@/lib/domain/actor";
import { permits } from "@/lib/domain/permissions";
import { readRows } from "@/lib/db/read-rows";
import { textAt, textOrNullAt } from "@/lib/db/row";
import { AUDIT_COLUMNS, auditListRow, type AuditListRow } from "./list-audit-events";

/** One record with all its fields: the thirteen of every act, and five more when it failed. */
export interface ConsoleAuditEvent extends AuditListRow {
  readonly environment: string;
  readonly gatewayPaymentId: string | null;
  readonly ipAddress: string | null;
  readonly idempotencyKey: string | null;
  readonly failureMessage: string | null;
  readonly cardLast4: string | null;
  readonly cardBrand: string | null;
  /** Values before and after, as JSON. */
  readonly changes: unknown;
}

/** Null when it is not the merchant's, or for anybody without the right to read it. */
export async function findAuditEvent(
  actor: Actor,
  request: { eventId: string },
): Promise<ConsoleAuditEvent | null> {
  if (actor.kind !== "staff" || !permits(actor, "audit.read")) return null;
  const [row] = await readRows(
    `SELECT ${AUDIT_COLUMNS}, e.environment, e.payment_intent_id, e.ip_address, e.idempotency_key, e.failure_message,
        e.card_last4, e.card_brand, e.changes
       FROM audit_event e WHERE e.merchant_id = $1 AND e.id = $2`,
    [actor.merchantId, request.eventId],
  );
  if (!row) return null;
  return {
    ...auditListRow(row),
    environment: textAt(row, "environment"),
    gatewayPaymentId: textOrNullAt(row, "payment_intent_id"),
    ipAddress: textOrNullAt(row, "ip_address"),
    idempotencyKey: textOrNullAt(row, "idempotency_key"),
    failureMessage: textOrNullAt(row, "failure_message"),
    cardLast4: textOrNullAt(row, "card_last4"),
    cardBrand: textOrNullAt(row, "card_brand"),
    changes: row["changes"],
  };
}
