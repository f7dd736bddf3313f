import type { MailRequest } from "@/lib/domain/mails/mail-request";
import type { Order } from "@/lib/domain/orders/order";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { insertPayLink } from "@/lib/db/pay-links";
import type { Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId, sha256 } from "@/lib/platform/ids";
import { payLinkToken } from "@/lib/platform/pay-link-token";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";

/** A link that is wanted, of an order that is locked and payable. */
export interface NewPayLink {
  readonly validDays: number;
  readonly reason: string;
  /** The mail that brings it to the customer; null where none does. */
  readonly mailOf: ((payLinkId: string) => MailRequest) | null;
}

const DAY_MS = 86_400_000;

/** Makes a link, in the caller's transaction; it is on the timeline, on record, and mailed where that is wanted. */
export async function addPayLink(
  tx: Tx,
  ctx: ServiceContext,
  order: Pick<Order, "id" | "customerId">,
  wanted: NewPayLink,
): Promise<{ payLinkId: string }> {
  const { merchantId } = ctx.actor;
  const createdAt = ctx.clock.now();
  const expiresAt = new Date(createdAt.getTime() + wanted.validDays * DAY_MS);
  const payLinkId = newId();
  const reason = wanted.reason.trim();
  const isMailed = wanted.mailOf !== null;
  await insertPayLink(tx, {
    merchantId,
    id: payLinkId,
    orderId: order.id,
    customerId: order.customerId,
    tokenHash: sha256(payLinkToken({ merchantId, payLinkId, expiresAt })),
    expiresAt,
    reason,
    createdBy: ctx.actor.name,
    createdAt,
  });
  await recordOrderEvents(tx, ctx, { kind: "command", command: "create-pay-link" }, [
    {
      orderId: order.id,
      kind: "pay_link_created",
      fromState: null,
      toState: null,
      details: { reason, expires: expiresAt.toISOString(), isMailed },
      paymentId: null,
      occurredAt: createdAt,
    },
  ]);
  await recordAuditEvent(tx, ctx, {
    eventType: "pay_link.created",
    command: "create-pay-link",
    outcome: "succeeded",
    orderId: order.id,
    reason,
    changes: { payLinkId, expiresAt: expiresAt.toISOString(), isMailed },
  });
  if (wanted.mailOf !== null)
    await enqueueJob(tx, ctx, { job: "send-mail", payload: wanted.mailOf(payLinkId) });
  return { payLinkId };
}
