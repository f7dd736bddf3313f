import { permits } from "@/lib/domain/permissions";
import type { Actor, StaffActor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import { prisma } from "@/lib/db/client";
import { redactPayload } from "./redact-payload";

export interface ConsoleWebhookEvent {
  readonly id: string;
  readonly gateway: string;
  readonly externalId: string;
  readonly type: string;
  readonly objectId: string;
  readonly apiVersion: string;
  readonly isLive: boolean;
  readonly state: "received" | "applied" | "ignored" | "parked" | "failed" | "dead";
  readonly attemptCount: number;
  readonly nextAttemptAt: Date;
  readonly lastError: string | null;
  /** What applying it came to, as the handler wrote it. */
  readonly result: unknown;
  /** The payload as indented JSON, with secrets, card and personal data struck out. */
  readonly payload: string;
  readonly traceId: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly finishedAt: Date | null;
  /** What it touched. */
  readonly payment: {
    readonly id: string;
    readonly state: PaymentState;
    readonly amount: Money;
    readonly order: { readonly id: string; readonly number: bigint };
  } | null;
  readonly entries: readonly { readonly id: string; readonly description: string }[];
  readonly orderEvents: readonly { readonly id: string; readonly kind: string; readonly occurredAt: Date }[];
}

/** Like the list: the merchant's own, and for the platform's administrators those of no merchant. */
function isVisible(actor: StaffActor, merchantId: string | null): boolean {
  return merchantId === null ? actor.role === "platform_admin" : merchantId === actor.merchantId;
}

async function paymentOf(
  merchantId: string,
  event: { gateway: string; gatewayPaymentId: string | null; objectId: string },
) {
  const { gateway, gatewayPaymentId, objectId } = event;
  return prisma().payment.findFirst({
    where: { merchantId, gateway, gatewayPaymentId: gatewayPaymentId ?? objectId },
    select: {
      id: true,
      state: true,
      amountMinor: true,
      currency: true,
      order: { select: { id: true, number: true } },
    },
  });
}

/**
 * What was written while the event was applied: the order's events that name it as their cause, and the payment's entries
 * that were posted under the same trace by the same transaction: all news of a payment shares its trace.
 */
async function effectsOf(
  merchantId: string,
  payment: { id: string; order: { id: string } },
  eventId: string,
) {
  const orderEvents = await prisma().orderEvent.findMany({
    where: { merchantId, orderId: payment.order.id, cause: { path: ["webhookEventId"], equals: eventId } },
    select: { id: true, kind: true, occurredAt: true, traceId: true, recordedAt: true },
    orderBy: { id: "asc" },
  });
  const posted = await prisma().journalEntry.findMany({
    where: { merchantId, paymentId: payment.id, traceId: { in: orderEvents.map((event) => event.traceId) } },
    select: { id: true, description: true, recordedAt: true },
    orderBy: { id: "asc" },
  });
  const instants = new Set(orderEvents.map((event) => event.recordedAt.getTime()));
  return { entries: posted.filter((entry) => instants.has(entry.recordedAt.getTime())), orderEvents };
}

/** One event of the inbox with what it did. Null when it is not the merchant's to see, or for anybody but staff. */
export async function findWebhookEvent(
  actor: Actor,
  request: { eventId: string },
): Promise<ConsoleWebhookEvent | null> {
  if (actor.kind !== "staff" || !permits(actor, "webhook.read")) return null;
  const event = await prisma().webhookEvent.findUnique({ where: { id: request.eventId } });
  if (!event || !isVisible(actor, event.merchantId)) return null;
  const { merchantId, payload, ...facts } = event;
  const payment = merchantId === null ? null : await paymentOf(merchantId, event);
  const effects =
    merchantId === null || payment === null
      ? { entries: [], orderEvents: [] }
      : await effectsOf(merchantId, payment, event.id);
  return {
    ...facts,
    payload: redactPayload(payload),
    payment: payment && {
      id: payment.id,
      state: payment.state,
      amount: money(payment.amountMinor, payment.currency),
      order: payment.order,
    },
    ...effects,
  };
}

/** Events about one payment, latest last: by its own ids at the gateway and those of its attempts. */
export async function webhookEventsOfPayment(actor: Actor, request: { paymentId: string }) {
  if (actor.kind !== "staff" || !permits(actor, "webhook.read")) return null;
  const { merchantId } = actor;
  const payment = await prisma().payment.findUnique({
    where: { merchantId_id: { merchantId, id: request.paymentId } },
    select: {
      gateway: true,
      gatewayPaymentId: true,
      gatewayChargeId: true,
      attempts: { select: { externalId: true } },
    },
  });
  if (!payment) return null;
  const objectIds = [
    payment.gatewayPaymentId,
    payment.gatewayChargeId,
    ...payment.attempts.map((attempt) => attempt.externalId),
  ].filter((id) => id !== null);
  return prisma().webhookEvent.findMany({
    where: { merchantId, gateway: payment.gateway, objectId: { in: objectIds } },
    select: {
      id: true,
      externalId: true,
      type: true,
      objectId: true,
      state: true,
      attemptCount: true,
      receivedAt: true,
    },
    orderBy: { receivedAt: "asc" },
  });
}
