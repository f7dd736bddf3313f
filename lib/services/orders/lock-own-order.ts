import { seesOrder } from "@/lib/domain/actor";
import type { Order } from "@/lib/domain/orders/order";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockOrder } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

/** Locks an order that the actor may see: a customer's own, or any of the merchant's. Another's does not exist. */
export async function lockOwnOrder(tx: Tx, ctx: ServiceContext, orderId: string): Promise<Result<Order>> {
  const { actor } = ctx;
  const order = await lockOrder(tx, actor.merchantId, orderId);
  return order !== null && seesOrder(actor, order)
    ? ok(order)
    : err({ kind: "not_found", code: "order_not_found" });
}
