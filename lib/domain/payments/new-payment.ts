import type { Installment, Order } from "../orders/order";
import type { CreditWish } from "../wallets/wallet-hold";
import type { Payment } from "./payment";

interface NewPayment {
  readonly order: Pick<Order, "merchantId" | "id" | "customerId">;
  /** The first part that is paid. */
  readonly due: Pick<Installment, "id" | "purpose" | "currency">;
  /** What is to be paid now, in minor units; credit pays its part of it. */
  readonly dueMinor: bigint;
  readonly credit: CreditWish | null;
  readonly saveMethod: boolean;
}

/** A payment of what is owed, as it is before anything of it is written. */
export function newPayment(
  { order, due, dueMinor, credit, saveMethod }: NewPayment,
  begun: Pick<Payment, "id" | "createdAt" | "traceId">,
): Payment {
  return {
    merchantId: order.merchantId,
    orderId: order.id,
    installmentId: due.id,
    customerId: order.customerId,
    purpose: due.purpose,
    gateway: "stripe",
    state: "pending",
    currency: due.currency,
    amountMinor: dueMinor - (credit?.amountMinor ?? 0n),
    credit,
    gatewayPaymentId: null,
    saveMethod,
    ...begun,
  };
}
