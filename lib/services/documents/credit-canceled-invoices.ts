import { printNoteOf } from "@/lib/domain/documents/print-note-of";
import { invariant } from "@/lib/domain/invariant";
import { money, zero } from "@/lib/domain/money/money";
import { type Installment, leftMinor, type Order } from "@/lib/domain/orders/order";
import { findOrderPrint, insertDocument } from "@/lib/db/documents";
import { findOpenInvoices } from "@/lib/db/invoices";
import { nextNumber } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";

/**
 * Gives the customer a credit note for what the open invoices of an order still claim, inside the transaction that cancels it.
 * The books are the canceling's matter: what the invoices posted is reversed there.
 */
export async function creditCanceledInvoices(
  tx: Tx,
  ctx: ServiceContext,
  canceled: {
    readonly order: Order;
    readonly installments: readonly Installment[];
    readonly reason: string;
    readonly at: Date;
  },
): Promise<void> {
  const { order, installments, reason, at } = canceled;
  const { merchantId } = order;
  const invoices = await findOpenInvoices(tx, merchantId, order.id);
  if (invoices.length === 0) return;
  const print = await findOrderPrint(tx, merchantId, order.id);
  invariant(print !== null, `Order ${order.id} cannot be printed.`);
  for (const invoice of invoices) {
    const installment = installments.find((part) => part.id === invoice.installmentId);
    invariant(installment !== undefined, `Invoice ${invoice.id} has no installment.`);
    const amount = money(leftMinor(installment), invoice.currency);
    const documentId = newId();
    const number = await nextNumber(tx, merchantId, "credit_note");
    const stillDue = zero(invoice.currency);
    await insertDocument(tx, {
      merchantId,
      id: documentId,
      kind: "credit_note",
      number,
      sourceId: documentId,
      customerId: order.customerId,
      orderId: order.id,
      invoiceId: invoice.id,
      paymentId: null,
      currency: amount.currency,
      amountMinor: amount.amountMinor,
      issuedAt: at,
      printed: printNoteOf(print, { invoice, amount, stillDue, reason, number, at }),
    });
    await enqueueJob(tx, ctx, { job: "send-mail", payload: { kind: "document_issued", documentId } });
  }
}
