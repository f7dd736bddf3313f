import type { Tx } from "./transaction";

export interface OrderEventRow {
  readonly merchant_id: string;
  readonly id: string;
  readonly order_id: string;
  readonly kind: string;
  readonly from_state: string | null;
  readonly to_state: string | null;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly actor_name: string;
  readonly cause: unknown;
  readonly details: unknown;
  readonly payment_id: string | null;
  readonly trace_id: string;
  readonly occurred_at: string;
}

export async function insertOrderEvents(tx: Tx, events: readonly OrderEventRow[]): Promise<void> {
  if (events.length === 0) return;
  await tx.execute(
    `INSERT INTO order_event (merchant_id, id, order_id, kind, from_state, to_state, actor_kind, actor_id, actor_name, cause,
       details, payment_id, trace_id, occurred_at)
     SELECT merchant_id, id, order_id, kind, from_state, to_state, actor_kind, actor_id, actor_name, cause,
       details, payment_id, trace_id, occurred_at
     FROM jsonb_to_recordset($1::jsonb) AS e(merchant_id uuid, id uuid, order_id uuid, kind text, from_state order_state,
       to_state order_state, actor_kind text, actor_id uuid, actor_name text, cause jsonb, details jsonb, payment_id uuid,
       trace_id text, occurred_at timestamptz)`,
    [JSON.stringify(events)],
    "order-events-insert",
  );
}
