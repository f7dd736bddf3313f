import type { Actor } from "@/lib/domain/actor";
import type { OrderState } from "@/lib/domain/orders/order-state";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import { prisma } from "@/lib/db/client";
import { orderScope } from "./order-scope";

export interface OrderStateView {
  /** Grows with every change. */
  readonly version: number;
  readonly state: OrderState;
  /** State of the newest payment, or null before the first. */
  readonly payment: PaymentState | null;
}

/** What an open page asks again and again: whether anything has changed. */
export async function getOrderState(
  actor: Actor,
  input: { orderId: string },
): Promise<OrderStateView | null> {
  const order = await prisma().order.findFirst({
    where: { ...orderScope(actor), id: input.orderId },
    select: {
      version: true,
      state: true,
      payments: { select: { state: true }, orderBy: { id: "desc" }, take: 1 },
    },
  });
  return order && { version: order.version, state: order.state, payment: order.payments[0]?.state ?? null };
}
