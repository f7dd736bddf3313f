import { permits } from "@/lib/domain/permissions";
import type { DeliveryState } from "@/lib/domain/notices/delivery-state";
import type { Actor, StaffActor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { prisma } from "@/lib/db/client";

/** What every record of the timeline has. */
interface RecordOf {
  readonly id: string;
  readonly occurredAt: Date;
  readonly traceId: string | null;
  readonly actorName: string | null;
}

/** One record that has to do with an order, from whichever table. */
export type TimelineRecord =
  | (RecordOf & {
      readonly kind: "order_event";
      readonly event: string;
      readonly fromState: string | null;
      readonly toState: string | null;
      readonly cause: unknown;
      readonly details: unknown;
      readonly paymentId: string | null;
    })
  | (RecordOf & {
      readonly kind: "webhook_event";
      readonly externalId: string;
      readonly type: string;
      readonly state: string;
      readonly attemptCount: number;
    })
  | (RecordOf & {
      readonly kind: "journal_entry";
      readonly entryKind: string;
      readonly description: string;
      readonly reason: string | null;
      /** Sum of the debits in the first currency: entries of an order have one. */
      readonly amount: Money | null;
    })
  | (RecordOf & {
      readonly kind: "audit_event";
      readonly eventType: string;
      readonly command: string;
      readonly outcome: string;
      readonly reason: string | null;
      readonly failureCode: string | null;
      readonly declineCode: string | null;
    })
  | (RecordOf & {
      readonly kind: "mail";
      readonly mailKind: string;
      readonly channel: string;
      /** What it was about; the words themselves where it is a text message. */
      readonly subject: string;
      readonly toAddress: string;
      readonly state: DeliveryState;
    });

interface TimelineRequest {
  readonly orderId: string;
  /** Audit records are for those who may read them; the caller has asked. */
  readonly includesAudit: boolean;
}

async function orderEvents(merchantId: string, orderId: string): Promise<TimelineRecord[]> {
  const events = await prisma().orderEvent.findMany({
    where: { merchantId, orderId },
    orderBy: { id: "asc" },
  });
  return events.map((event) => ({
    kind: "order_event",
    id: event.id,
    occurredAt: event.occurredAt,
    traceId: event.traceId,
    actorName: event.actorName,
    event: event.kind,
    fromState: event.fromState,
    toState: event.toState,
    cause: event.cause,
    details: event.details,
    paymentId: event.paymentId,
  }));
}

/** Gateway events about any of the order's payments or attempts at them. */
async function webhookEvents(merchantId: string, orderId: string): Promise<TimelineRecord[]> {
  const payments = await prisma().payment.findMany({
    where: { merchantId, orderId },
    select: {
      gateway: true,
      gatewayPaymentId: true,
      gatewayChargeId: true,
      attempts: { select: { externalId: true } },
    },
  });
  const objectIds = payments
    .flatMap((payment) => [
      payment.gatewayPaymentId,
      payment.gatewayChargeId,
      ...payment.attempts.map((attempt) => attempt.externalId),
    ])
    .filter((id) => id !== null);
  const events = await prisma().webhookEvent.findMany({
    where: {
      merchantId,
      gateway: { in: payments.map((payment) => payment.gateway) },
      objectId: { in: objectIds },
    },
    omit: { payload: true },
    orderBy: { id: "asc" },
  });
  return events.map((event) => ({
    kind: "webhook_event",
    id: event.id,
    occurredAt: event.receivedAt,
    traceId: event.traceId,
    actorName: "Stripe",
    externalId: event.externalId,
    type: event.type,
    state: event.state,
    attemptCount: event.attemptCount,
  }));
}

async function journalEntries(merchantId: string, orderId: string): Promise<TimelineRecord[]> {
  const entries = await prisma().journalEntry.findMany({
    where: { merchantId, orderId },
    include: { postings: { where: { amountMinor: { gt: 0n } }, orderBy: { position: "asc" } } },
    orderBy: { id: "asc" },
  });
  return entries.map((entry) => {
    const [first] = entry.postings;
    const debits = entry.postings.filter((posting) => posting.currency === first?.currency);
    return {
      kind: "journal_entry",
      id: entry.id,
      occurredAt: entry.recordedAt,
      traceId: entry.traceId,
      actorName: entry.actorName,
      entryKind: entry.kind,
      description: entry.description,
      reason: entry.reason,
      amount: first
        ? money(
            debits.reduce((total, posting) => total + posting.amountMinor, 0n),
            first.currency,
          )
        : null,
    };
  });
}

/** Records of the order and of its payments; what became of gateway events is told by the events themselves, and who looked is no part of the story. */
async function auditEvents(merchantId: string, orderId: string): Promise<TimelineRecord[]> {
  const payments = await prisma().payment.findMany({ where: { merchantId, orderId }, select: { id: true } });
  const events = await prisma().auditEvent.findMany({
    where: {
      merchantId,
      OR: [{ orderId }, { paymentId: { in: payments.map(({ id }) => id) } }],
      NOT: [{ eventType: { startsWith: "webhook." } }, { eventType: { startsWith: "console." } }],
    },
    orderBy: { id: "asc" },
  });
  return events.map((event) => ({
    kind: "audit_event",
    id: event.id,
    occurredAt: event.timestamp,
    traceId: event.traceId,
    actorName: event.actorName,
    eventType: event.eventType,
    command: event.command,
    outcome: event.outcome,
    reason: event.reason,
    failureCode: event.failureCode,
    declineCode: event.declineCode,
  }));
}

async function mails(merchantId: string, orderId: string): Promise<TimelineRecord[]> {
  const sent = await prisma().mail.findMany({
    where: { merchantId, orderId },
    omit: { html: true },
    orderBy: { id: "asc" },
  });
  return sent.map((mail) => ({
    kind: "mail",
    id: mail.id,
    occurredAt: mail.sentAt ?? mail.createdAt,
    traceId: null,
    actorName: null,
    mailKind: mail.kind,
    channel: mail.channel,
    subject: mail.channel === "sms" ? mail.text : mail.subject,
    toAddress: mail.toAddress,
    state: mail.state,
  }));
}

async function isOrderOf(actor: StaffActor, orderId: string): Promise<boolean> {
  const where = { merchantId: actor.merchantId, id: orderId };
  return (await prisma().order.count({ where })) > 0;
}

/** Every record about an order, oldest first. Null when it is not the merchant's, or for anybody but its staff. */
export async function orderTimeline(
  actor: Actor,
  request: TimelineRequest,
): Promise<TimelineRecord[] | null> {
  if (
    actor.kind !== "staff" ||
    !permits(actor, "order.read_all") ||
    !(await isOrderOf(actor, request.orderId))
  )
    return null;
  const read = [
    orderEvents,
    webhookEvents,
    journalEntries,
    mails,
    ...(request.includesAudit ? [auditEvents] : []),
  ];
  const records = await Promise.all(read.map((of) => of(actor.merchantId, request.orderId)));
  return records.flat().toSorted((left, right) => left.occurredAt.getTime() - right.occurredAt.getTime());
}
