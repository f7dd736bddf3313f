import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { readRows } from "@/lib/db/read-rows";
import { countAt, instantAt, type Row, textAt, textOrNullAt } from "@/lib/db/row";

/** One call of the gateway for a payment, and how it ended. */
export interface GatewayCallView {
  readonly id: string;
  readonly at: Date;
  /** Such as create_payment. */
  readonly call: string;
  readonly outcome: string;
  /** Names of the table of errors; null where nothing went wrong. */
  readonly errorClass: string | null;
  readonly failureCode: string | null;
  readonly durationMs: number;
  readonly tryCount: number;
}

function callView(row: Row): GatewayCallView {
  return {
    id: textAt(row, "id"),
    at: instantAt(row, "timestamp"),
    call: textAt(row, "call"),
    outcome: textAt(row, "outcome"),
    errorClass: textOrNullAt(row, "error_class"),
    failureCode: textOrNullAt(row, "failure_code"),
    durationMs: countAt(row, "duration_ms"),
    tryCount: countAt(row, "try_count"),
  };
}

/**
 * What the gateway was asked for a payment, oldest first, with what its beginning asked about the customer. Whoever may see
 * the payment may see this: it holds no more than how the gateway answered. Null for anybody else.
 */
export async function gatewayCallsOfPayment(
  actor: Actor,
  payment: { readonly id: string; readonly traceId: string },
): Promise<GatewayCallView[] | null> {
  if (actor.kind !== "staff" || !permits(actor, "payment.read_all")) return null;
  const rows = await readRows(
    `SELECT id, timestamp, substr(event_type, 9) AS call, outcome, failure_code, changes ->> 'errorClass' AS error_class,
        (changes ->> 'durationMs')::int8 AS duration_ms, (changes ->> 'tryCount')::int8 AS try_count
       FROM audit_event
       WHERE merchant_id = $1 AND (payment_id = $2 OR (trace_id = $3 AND payment_id IS NULL))
         AND starts_with(event_type, 'gateway.') ORDER BY timestamp, id`,
    [actor.merchantId, payment.id, payment.traceId],
  );
  return rows.map(callView);
}
