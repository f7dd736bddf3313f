import { type Actor, actorLoginId } from "@/lib/domain/actor";
import type { CardFacts, DeclineFacts } from "@/lib/domain/payments/gateway-outcome";
import type { Money } from "@/lib/domain/money/money";
import { type AuditRow, insertAuditEvents } from "@/lib/db/audit";
import type { Tx } from "@/lib/db/transaction";
import type { Clock } from "@/lib/platform/clock";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/ids";

/** What happened, as far as the act knows; the rest of the record comes from the context. */
export interface AuditFacts {
  /** Past tense, such as payment.captured. */
  readonly eventType: string;
  /** The service that did it, such as start-payment. */
  readonly command: string;
  readonly outcome: "succeeded" | "pending" | "declined" | "refused" | "failed" | "outcome_unknown";
  readonly orderId?: string;
  readonly paymentId?: string;
  readonly gatewayPaymentId?: string;
  readonly amount?: Money;
  readonly idempotencyKey?: string;
  readonly reason?: string;
  readonly decline?: DeclineFacts;
  readonly card?: CardFacts;
  /** The trace of the act itself, where one batch records many. */
  readonly traceId?: string;
  /** When it happened, where that is not now. */
  readonly at?: Date;
  readonly changes?: Readonly<Record<string, unknown>>;
}

/** Who acts, from where, and under which trace. */
export interface Occasion {
  readonly actor: Actor;
  readonly traceId: string;
  readonly ipAddress: string | null;
  readonly clock: Clock;
}

/** A record as it is stored. */
export function auditRow(ctx: Occasion, facts: AuditFacts): AuditRow {
  return {
    merchant_id: ctx.actor.merchantId,
    id: newId(),
    timestamp: (facts.at ?? ctx.clock.now()).toISOString(),
    event_type: facts.eventType,
    user_id: actorLoginId(ctx.actor),
    actor_name: ctx.actor.name,
    environment: env().DEPLOY_ENV,
    command: facts.command,
    order_id: facts.orderId ?? null,
    payment_id: facts.paymentId ?? null,
    payment_intent_id: facts.gatewayPaymentId ?? null,
    amount_minor: facts.amount === undefined ? null : String(facts.amount.amountMinor),
    currency: facts.amount?.currency ?? null,
    outcome: facts.outcome,
    ip_address: ctx.ipAddress,
    idempotency_key: facts.idempotencyKey ?? null,
    trace_id: facts.traceId ?? ctx.traceId,
    reason: facts.reason ?? null,
    failure_code: facts.decline?.failureCode ?? null,
    failure_message: facts.decline?.message ?? null,
    decline_code: facts.decline?.declineCode ?? null,
    card_last4: facts.card?.last4 ?? null,
    card_brand: facts.card?.brand ?? null,
    changes: facts.changes ?? {},
  };
}

const counts = new WeakMap<Tx, number>();

/** How many records a transaction has written so far. */
export function auditEventCount(tx: Tx): number {
  return counts.get(tx) ?? 0;
}

const operations = new WeakMap<Tx, string>();

/** Names the operation that a transaction does: records that name no key of their own are of it. */
export function nameAuditedOperation(tx: Tx, name: string): void {
  operations.set(tx, name);
}

/** Writes records inside the caller's transaction: the acts and their trace commit together or not at all. */
export async function recordAuditEvents(tx: Tx, ctx: Occasion, facts: readonly AuditFacts[]): Promise<void> {
  counts.set(tx, auditEventCount(tx) + facts.length);
  const idempotencyKey = operations.get(tx);
  await insertAuditEvents(
    tx,
    facts.map((one) =>
      auditRow(ctx, { ...(idempotencyKey === undefined ? {} : { idempotencyKey }), ...one }),
    ),
  );
}

export async function recordAuditEvent(tx: Tx, ctx: Occasion, facts: AuditFacts): Promise<void> {
  await recordAuditEvents(tx, ctx, [facts]);
}
