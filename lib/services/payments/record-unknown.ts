import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockOrders, touchOrders } from "@/lib/db/orders";
import { updateToUnknown } from "@/lib/db/payments";
import { inTransaction } from "@/lib/db/transaction";
import { money } from "@/lib/domain/money/money";
import type { Payment } from "@/lib/domain/payments/payment";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";
import { creationOf } from "./create-at-gateway";

/** The gateway was asked for a payment and nobody knows what became of it: a state of its own, on the timeline and on record. */
export async function recordUnknown(ctx: ServiceContext, payment: Payment): Promise<void> {
  const { merchantId, orderId, id: paymentId } = payment;
  const amount = money(payment.amountMinor, payment.currency);
  await inTransaction(async (tx) => {
    await lockOrders(tx, merchantId, [orderId]);
    if (!(await updateToUnknown(tx, merchantId, paymentId))) return;
    await touchOrders(tx, merchantId, [orderId]);
    await recordOrderEvents(tx, ctx, { kind: "command", command: "start-payment" }, [
      {
        orderId,
        kind: "payment_unknown",
        fromState: null,
        toState: null,
        details: { amountMinor: String(amount.amountMinor), currency: amount.currency },
        paymentId,
        occurredAt: ctx.clock.now(),
      },
    ]);
    await recordAuditEvent(tx, ctx, {
      eventType: "payment.outcome_unknown",
      command: "start-payment",
      outcome: "outcome_unknown",
      orderId,
      paymentId,
      amount,
      idempotencyKey: creationOf(payment).name,
      changes: { from: payment.state, to: "outcome_unknown" },
    });
  });
}
