import { actorLoginId } from "@/lib/domain/actor";
import type { EventCause, OrderEventDraft } from "@/lib/domain/orders/order";
import { insertOrderEvents } from "@/lib/db/order-events";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";

/** Writes lines of orders' timelines that one cause brought, with actor and trace. Answers their ids, in the same order. */
export async function recordOrderEvents(
  tx: Tx,
  ctx: ServiceContext,
  cause: EventCause,
  events: readonly OrderEventDraft[],
): Promise<string[]> {
  return recordCausedEvents(
    tx,
    ctx,
    events.map((event) => ({ event, cause })),
  );
}

/** The same for lines that each have a cause of their own, and perhaps a trace. */
export async function recordCausedEvents(
  tx: Tx,
  ctx: ServiceContext,
  events: readonly {
    readonly event: OrderEventDraft;
    readonly cause: EventCause;
    readonly traceId?: string | undefined;
  }[],
): Promise<string[]> {
  const rows = events.map(({ event, cause, traceId }) => ({
    merchant_id: ctx.actor.merchantId,
    id: newId(),
    order_id: event.orderId,
    kind: event.kind,
    from_state: event.fromState,
    to_state: event.toState,
    actor_kind: ctx.actor.kind,
    actor_id: actorLoginId(ctx.actor),
    actor_name: ctx.actor.name,
    cause,
    details: event.details,
    payment_id: event.paymentId,
    trace_id: traceId ?? ctx.traceId,
    occurred_at: event.occurredAt.toISOString(),
  }));
  await insertOrderEvents(tx, rows);
  return rows.map((row) => row.id);
}
