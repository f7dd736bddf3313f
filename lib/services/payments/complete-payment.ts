import { money } from "@/lib/domain/money/money";
import type { JournalEntryDraft } from "@/lib/domain/ledger/journal-entry";
import type { EventCause, OrderEventDraft } from "@/lib/domain/orders/order";
import {
  settleInstallment,
  settlementEvents,
  type SettlementSituation,
} from "@/lib/domain/payments/settle-installment";
import type { OrderState } from "@/lib/domain/orders/order-state";
import { type CompletedPaymentRow, insertCompletedPayments } from "@/lib/db/completed-payments";
import type { Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { enqueueJob } from "@/lib/jobs/queue";
import type { ServiceContext } from "../context";
import { postEarnings } from "../ledger/post-earnings";
import { recordOrderEvents } from "../orders/record-order-events";
import { goOn, writeSettlements } from "./write-settlements";

/** A payment that is complete when it is made, of at most what its installment claims. */
export interface CompletePayment {
  /** Read under lock. */
  readonly situation: SettlementSituation;
  readonly payment: Pick<CompletedPaymentRow, "id" | "tender" | "gateway" | "purpose"> & {
    readonly amountMinor: bigint;
    /** When the money or the credit arrived. */
    readonly occurredAt: Date;
  };
  /** What takes it in: debit of where it is now, credit of what the customer owes. Empty where the caller has posted it. */
  readonly entries: readonly JournalEntryDraft[];
  readonly cause: EventCause;
  readonly command: string;
  readonly idempotencyKey: string;
  readonly reason?: string;
}

function eventsOf({ situation, payment }: CompletePayment, at: Date): OrderEventDraft {
  return {
    orderId: situation.order.id,
    kind: payment.tender === "wallet" ? "credit_spent" : "payment_completed",
    fromState: null,
    toState: null,
    details: {
      amountMinor: String(payment.amountMinor),
      currency: situation.installment.currency,
      tender: payment.tender,
    },
    paymentId: payment.id,
    occurredAt: at,
  };
}

async function insertRow(
  tx: Tx,
  ctx: ServiceContext,
  { situation, payment }: CompletePayment,
): Promise<void> {
  const { order, installment } = situation;
  await insertCompletedPayments(tx, [
    {
      merchant_id: order.merchantId,
      id: payment.id,
      order_id: order.id,
      installment_id: installment.id,
      customer_id: order.customerId,
      purpose: payment.purpose,
      tender: payment.tender,
      gateway: payment.gateway,
      currency: installment.currency,
      amount_minor: String(payment.amountMinor),
      captured_at: payment.occurredAt.toISOString(),
      trace_id: ctx.traceId,
    },
  ]);
}

/**
 * Takes in a payment that nobody outside has to be asked about, such as credit, or money that staff received: all of it in the
 * caller's transaction, which holds the locks of order and installment. What it leaves of the installment stays due, to the cent.
 */
export async function completePayment(
  tx: Tx,
  ctx: ServiceContext,
  complete: CompletePayment,
): Promise<{ paymentId: string; orderState: OrderState }> {
  const { situation, payment, entries, cause } = complete;
  const { order, installment } = situation;
  const at = ctx.clock.now();
  const occasion = { paymentId: payment.id, occurredAt: payment.occurredAt };
  const settlement = settleInstallment(situation, { ...occasion, amountMinor: payment.amountMinor });
  const settled = [
    {
      situation,
      settlement,
      payments: [{ paymentId: payment.id, amountMinor: payment.amountMinor }],
      cause,
      at: payment.occurredAt,
    },
  ];
  await insertRow(tx, ctx, complete);
  await writeSettlements(tx, ctx, settled);
  await postEarnings(tx, ctx, [...entries, ...settlement.entries]);
  await recordOrderEvents(tx, ctx, cause, [
    eventsOf(complete, at),
    ...settlementEvents(order, settlement, { paymentId: payment.id, occurredAt: at }),
  ]);
  await goOn(tx, ctx, settled);
  await recordAuditEvent(tx, ctx, {
    eventType: "payment.completed",
    command: complete.command,
    outcome: "succeeded",
    orderId: order.id,
    paymentId: payment.id,
    amount: money(payment.amountMinor, installment.currency),
    idempotencyKey: complete.idempotencyKey,
    changes: { tender: payment.tender },
    ...(complete.reason === undefined ? {} : { reason: complete.reason }),
  });
  await enqueueJob(tx, ctx, {
    job: "send-mail",
    payload: { kind: "payment_receipt", paymentId: payment.id },
  });
  return { paymentId: payment.id, orderState: settlement.allocation.orderState };
}
