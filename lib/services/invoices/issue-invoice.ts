import { invariant } from "@/lib/domain/invariant";
import { invoiceIssued } from "@/lib/domain/ledger/entries";
import { type Money, money } from "@/lib/domain/money/money";
import type { Installment, Order, OrderEventDraft } from "@/lib/domain/orders/order";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { insertInvoice } from "@/lib/db/invoices";
import { nextNumber } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import type { TaxRow } from "@/lib/domain/tax/tax-row";
import type { ServiceContext } from "../context";
import { freezeInvoice } from "../documents/freeze-invoice";
import { postEarnings } from "../ledger/post-earnings";
import { taxParts } from "../tax/tax-parts";

function issuedEvent(orderId: string, number: bigint, amount: Money, at: Date): OrderEventDraft {
  return {
    orderId,
    kind: "invoice_issued",
    fromState: null,
    toState: null,
    details: {
      invoiceNumber: String(number),
      amountMinor: String(amount.amountMinor),
      currency: amount.currency,
    },
    paymentId: null,
    occurredAt: at,
  };
}

interface InvoiceClaim {
  readonly order: Order;
  readonly installment: Installment;
  readonly dueOn: CalendarDate;
  readonly at: Date;
  /** What of it was earned before this invoice. */
  readonly unbilledMinor: bigint;
  /** What it claims of each tax of the order. */
  readonly taxes: readonly TaxRow[];
}

/**
 * Issues the invoice of an installment inside the caller's transaction: the customer owes it from now on, and it stands as it
 * is printed. The installment has its due date by now.
 * Numbers have no gaps, because the counter's row is locked until commit. Answers the line for the timeline.
 */
export async function issueInvoice(
  tx: Tx,
  ctx: ServiceContext,
  claim: InvoiceClaim,
): Promise<OrderEventDraft> {
  const { order, installment, at } = claim;
  invariant(installment.orderId === order.id, "An invoice claims an installment of its own order.");
  const id = newId();
  const number = await nextNumber(tx, order.merchantId, "invoice");
  await insertInvoice(tx, {
    merchantId: order.merchantId,
    id,
    number,
    orderId: order.id,
    installmentId: installment.id,
    currency: installment.currency,
    amountMinor: installment.amountMinor,
    taxMinor: installment.taxMinor,
    issuedAt: at,
    dueOn: claim.dueOn,
  });
  const documentId = await freezeInvoice(tx, {
    invoiceId: id,
    number,
    order,
    installment,
    dueOn: claim.dueOn,
    at,
    taxes: claim.taxes,
  });
  const amount = money(installment.amountMinor, installment.currency);
  const { customerId } = order;
  await postEarnings(tx, ctx, [
    invoiceIssued({
      orderId: order.id,
      paymentId: null,
      occurredAt: at,
      invoiceId: id,
      invoiceNumber: String(number),
      customerId,
      amount,
      unbilled: money(claim.unbilledMinor, amount.currency),
      taxes: await taxParts(tx, order.merchantId, amount.currency, claim.taxes),
    }),
  ]);
  await enqueueJob(tx, ctx, { job: "send-mail", payload: { kind: "document_issued", documentId } });
  return issuedEvent(order.id, number, amount, at);
}
