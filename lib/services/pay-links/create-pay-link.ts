import type { Failure } from "@/lib/domain/failure";
import type { Order } from "@/lib/domain/orders/order";
import { PAY_LINK_DAYS_MAX } from "@/lib/domain/pay-links/pay-link";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { insertPayLink } from "@/lib/db/pay-links";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId, sha256 } from "@/lib/platform/ids";
import { payLinkToken } from "@/lib/platform/pay-link-token";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { lockOwnOrder } from "../orders/lock-own-order";
import { recordOrderEvents } from "../orders/record-order-events";

export interface CreatePayLink {
  /** Names this wish: the same form sent twice makes one link. */
  readonly linkKey: string;
  readonly orderId: string;
  readonly validDays: number;
  readonly reason: string;
  /** Whether the customer is sent the link. */
  readonly isMailed: boolean;
}

const DAY_MS = 86_400_000;

function refuse(order: Order, { validDays, reason }: CreatePayLink): Failure | null {
  if (order.state === "paid") return { kind: "conflict", code: "order_already_paid" };
  if (order.state === "canceled") return { kind: "conflict", code: "order_not_payable" };
  if (reason.trim() === "") return { kind: "rejected", code: "reason_required" };
  const isInRange = Number.isInteger(validDays) && validDays >= 1 && validDays <= PAY_LINK_DAYS_MAX;
  return isInRange ? null : { kind: "rejected", code: "pay_link_days_out_of_range" };
}

async function create(
  tx: Tx,
  ctx: ServiceContext,
  order: Order,
  command: CreatePayLink,
): Promise<{ payLinkId: string }> {
  const { merchantId } = ctx.actor;
  const createdAt = ctx.clock.now();
  const expiresAt = new Date(createdAt.getTime() + command.validDays * DAY_MS);
  const payLinkId = newId();
  const reason = command.reason.trim();
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
      details: { reason, expires: expiresAt.toISOString(), isMailed: command.isMailed },
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
    changes: { payLinkId, expiresAt: expiresAt.toISOString(), isMailed: command.isMailed },
  });
  if (command.isMailed)
    await enqueueJob(tx, ctx, { job: "send-mail", payload: { kind: "pay_link", payLinkId } });
  return { payLinkId };
}

/**
 * Makes a link that opens the payment of what an order owes at that moment, without an account. It ends by itself, can be
 * revoked, and is mailed to the customer where that is wished. Several links to one order lead to the same one payment.
 */
export async function createPayLink(
  ctx: ServiceContext,
  command: CreatePayLink,
): Promise<Result<{ payLinkId: string }>> {
  const permitted = requirePermission(ctx.actor, "pay_link.manage");
  if (!permitted.ok) return permitted;
  const { linkKey, ...input } = command;
  return inTransaction(async (tx) => {
    const found = await lockOwnOrder(tx, ctx, command.orderId);
    if (!found.ok) return found;
    const operation = {
      name: `pay-link:${linkKey}`,
      command: "create-pay-link",
      input,
      orderId: command.orderId,
    };
    return doOnce<{ payLinkId: string }>(tx, ctx, operation, {
      answerOf: (stored) => ({ payLinkId: stored["payLinkId"] ?? "" }),
      run: async () => {
        const refusal = refuse(found.value, command);
        return refusal === null ? ok(await create(tx, ctx, found.value, command)) : err(refusal);
      },
    });
  });
}
