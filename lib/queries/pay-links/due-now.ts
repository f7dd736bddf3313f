import type { PayLinkActor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { type Installment, leftMinor } from "@/lib/domain/orders/order";
import type { OrderState } from "@/lib/domain/orders/order-state";
import { dueInstallments } from "@/lib/domain/payments/due-installments";
import { prisma } from "@/lib/db/client";

type Part = Pick<
  Installment,
  "state" | "purpose" | "position" | "amountMinor" | "paidMinor" | "creditedMinor" | "withdrawnMinor"
>;

/** What a payment that is started at this moment would be over, by the rule of the checkout. Null: nothing is due. */
export function dueNow(order: {
  readonly state: OrderState;
  readonly currency: string;
  readonly installments: readonly Part[];
}): Money | null {
  const parts = dueInstallments(order, order.installments, "due");
  const sum = parts.reduce((total, part) => total + leftMinor(part), 0n);
  return sum > 0n ? money(sum, order.currency) : null;
}

/** The same for whoever holds a link. */
export async function dueByLink({ merchantId, orderId }: PayLinkActor): Promise<Money | null> {
  const order = await prisma().order.findFirst({
    where: { merchantId, id: orderId },
    select: { state: true, currency: true, installments: true },
  });
  return order && dueNow(order);
}
