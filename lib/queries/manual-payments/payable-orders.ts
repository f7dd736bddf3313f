import type { Actor } from "@/lib/domain/actor";
import { isZero, type Money } from "@/lib/domain/money/money";
import { permits } from "@/lib/domain/permissions";
import { prisma } from "@/lib/db/client";
import { orderAmounts } from "../orders/order-amounts";

export interface PayableOrders {
  readonly customer: { readonly id: string; readonly name: string };
  readonly orders: readonly { readonly id: string; readonly number: bigint; readonly due: Money }[];
}

const ORDERS_MAX = 20;

/** The orders of a customer that money could be for, oldest first; null when the customer is not the actor's to see. */
export async function payableOrders(
  actor: Actor,
  input: { readonly customerId: string },
): Promise<PayableOrders | null> {
  if (!permits(actor, "manual_payment.record")) return null;
  const customer = await prisma().customer.findFirst({
    where: { merchantId: actor.merchantId, id: input.customerId },
    select: {
      id: true,
      name: true,
      orders: {
        where: { state: { notIn: ["paid", "canceled"] } },
        orderBy: { id: "asc" },
        take: ORDERS_MAX,
      },
    },
  });
  if (customer === null) return null;
  const orders = customer.orders.map((order) => ({
    id: order.id,
    number: order.number,
    due: orderAmounts(order).due,
  }));
  return { customer, orders: orders.filter(({ due }) => !isZero(due)) };
}
