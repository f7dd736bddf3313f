import type { CustomerActor } from "@/lib/domain/actor";
import type { Money } from "@/lib/domain/money/money";
import type { OrderState } from "@/lib/domain/orders/order-state";
import { prisma } from "@/lib/db/client";
import { orderAmounts } from "./order-amounts";

export interface OpenOrder {
  readonly id: string;
  readonly number: bigint;
  readonly state: OrderState;
  readonly placedAt: Date;
  readonly total: Money;
  /** What can be paid now; zero until the order is approved. */
  readonly due: Money;
  readonly sitesToApprove: number;
}

/** The customer's orders that are neither paid nor canceled; those that wait for the customer come first. */
export async function listOpenOrders(actor: CustomerActor): Promise<OpenOrder[]> {
  const orders = await prisma().order.findMany({
    where: {
      merchantId: actor.merchantId,
      customerId: actor.customerId,
      state: { in: ["confirmed", "sites_ready", "payment_pending"] },
      // A top-up that was not paid is no debt.
      topUp: { is: null },
    },
    include: { sites: { where: { state: "ready" }, select: { id: true } } },
    orderBy: [{ state: "desc" }, { id: "desc" }],
  });
  return orders.map((order) => {
    const { total, due } = orderAmounts(order);
    return {
      id: order.id,
      number: order.number,
      state: order.state,
      placedAt: order.placedAt,
      total,
      due: order.state === "payment_pending" ? due : { ...due, amountMinor: 0n },
      sitesToApprove: order.state === "sites_ready" ? order.sites.length : 0,
    };
  });
}
