import { lockInstallments } from "@/lib/db/installments";
import { findUnsettledDisputes, type UnsettledDispute } from "@/lib/db/disputes";
import { lockOrders } from "@/lib/db/orders";
import { lockPayments } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import type { Clock } from "@/lib/platform/clock";
import { newTraceId } from "@/lib/platform/trace";
import type { ServiceContext } from "../context";
import { settleDisputedCredit } from "./settle-disputed-credit";

async function settle(clock: Clock, { merchantId, orderId, paymentId }: UnsettledDispute): Promise<void> {
  const actor = { kind: "system", merchantId, name: "Remit" } as const;
  const ctx: ServiceContext = { actor, traceId: newTraceId(), ipAddress: null, clock };
  await inTransaction(async (tx) => {
    await lockOrders(tx, merchantId, [orderId]);
    await lockInstallments(tx, merchantId, [orderId]);
    const [payment] = await lockPayments(tx, merchantId, [paymentId]);
    if (payment !== undefined) await settleDisputedCredit(tx, ctx, payment);
  });
}

/**
 * Takes back credit of lost top-ups that open checkouts held when the bank decided, once those have ended. Answers how many
 * payments it looked at.
 */
export async function settleLostDisputes(clock: Clock, limit: number): Promise<number> {
  const unsettled = await inTransaction((tx) => findUnsettledDisputes(tx, limit));
  for (const one of unsettled) await settle(clock, one);
  return unsettled.length;
}
