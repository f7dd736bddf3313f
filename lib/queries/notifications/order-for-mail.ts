import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import type { OrderState } from "@/lib/domain/orders/order-state";
import { prisma } from "@/lib/db/client";
import { CUSTOMER_FOR_MAIL, type CustomerForMail } from "./customer-for-mail";

/** An order as a mail about it needs it. */
export interface OrderForMail {
  readonly orderId: string;
  readonly number: bigint;
  readonly state: OrderState;
  readonly customer: CustomerForMail;
  readonly total: Money;
  readonly lines: readonly {
    readonly description: string;
    readonly quantity: number;
    readonly amount: Money;
  }[];
  readonly siteCount: number;
}

export async function orderForMail(actor: Actor, input: { orderId: string }): Promise<OrderForMail | null> {
  const order = await prisma().order.findFirst({
    where: { merchantId: actor.merchantId, id: input.orderId },
    include: {
      customer: { select: CUSTOMER_FOR_MAIL },
      lines: { orderBy: { position: "asc" } },
      sites: { select: { id: true } },
    },
  });
  if (order === null) return null;
  return {
    orderId: order.id,
    number: order.number,
    state: order.state,
    customer: order.customer,
    total: money(order.totalMinor, order.currency),
    lines: order.lines.map((line) => ({
      description: line.description,
      quantity: line.quantity,
      amount: money(line.amountMinor, order.currency),
    })),
    siteCount: order.sites.length,
  };
}
