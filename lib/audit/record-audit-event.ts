import { type Actor, actorLoginId } from "@/lib/domain/actor";
import type { CardFacts, DeclineFacts } from "@/lib/domain/payments/gateway-outcome";
import type { Money } from "@/lib/domain/money/money";
import { insertAuditEvent } from "@/lib/db/audit";
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
  readonly changes?: Readonly<Record<string, unknown>>;
}

/** Writes the record inside the caller's transaction: the act and its trace commit together or not at all. */
export async function recordAuditEvent(
  tx: Tx,
  ctx: { actor: Actor; traceId: string; ipAddress: string | null; clock: Clock },
  facts: AuditFacts,
): Promise<void> {
  await insertAuditEvent(tx, {
    merchantId: ctx.actor.merchantId,
    id: newId(),
    timestamp: ctx.clock.now(),
    eventType: facts.eventType,
    userId: actorLoginId(ctx.actor),
    actorName: ctx.actor.name,
    environment: env().DEPLOY_ENV,
    command: facts.command,
    orderId: facts.orderId ?? null,
    paymentId: facts.paymentId ?? null,
    paymentIntentId: facts.gatewayPaymentId ?? null,
    amountMinor: facts.amount?.amountMinor ?? null,
    currency: facts.amount?.currency ?? null,
    outcome: facts.outcome,
    ipAddress: ctx.ipAddress,
    idempotencyKey: facts.idempotencyKey ?? null,
    traceId: ctx.traceId,
    reason: facts.reason ?? null,
    failureCode: facts.decline?.failureCode ?? null,
    failureMessage: facts.decline?.message ?? null,
    declineCode: facts.decline?.declineCode ?? null,
    cardLast4: facts.card?.last4 ?? null,
    cardBrand: facts.card?.brand ?? null,
    changes: facts.changes ?? {},
  });
}
