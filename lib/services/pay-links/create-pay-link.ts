import type { Failure } from "@/lib/domain/failure";
import type { Order } from "@/lib/domain/orders/order";
import { PAY_LINK_DAYS_MAX } from "@/lib/domain/pay-links/pay-link";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { lockOwnOrder } from "../orders/lock-own-order";
import { addPayLink } from "./add-pay-link";

export interface CreatePayLink {
  /** Names this wish: the same form sent twice makes one link. */
  readonly linkKey: string;
  readonly orderId: string;
  readonly validDays: number;
  readonly reason: string;
  /** Whether the customer is sent the link. */
  readonly isMailed: boolean;
}

function refuse(order: Order, { validDays, reason }: CreatePayLink): Failure | null {
  if (order.state === "paid") return { kind: "conflict", code: "order_already_paid" };
  if (order.state === "canceled") return { kind: "conflict", code: "order_not_payable" };
  if (reason.trim() === "") return { kind: "rejected", code: "reason_required" };
  const isInRange = Number.isInteger(validDays) && validDays >= 1 && validDays <= PAY_LINK_DAYS_MAX;
  return isInRange ? null : { kind: "rejected", code: "pay_link_days_out_of_range" };
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
        return refusal === null
          ? ok(
              await addPayLink(tx, ctx, found.value, {
                ...command,
                mailOf: command.isMailed ? (payLinkId) => ({ kind: "pay_link", payLinkId }) : null,
              }),
            )
          : err(refusal);
      },
    });
  });
}
