import { printNoteOf } from "@/lib/domain/documents/print-note-of";
import { invariant } from "@/lib/domain/invariant";
import { type Money, zero } from "@/lib/domain/money/money";
import type { Order } from "@/lib/domain/orders/order";
import { findOrderPrint, insertDocument } from "@/lib/db/documents";
import type { InvoiceRecord } from "@/lib/db/invoices";
import { nextNumber } from "@/lib/db/orders";
import type { Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import type { TaxRow } from "@/lib/domain/tax/tax-row";
import type { ServiceContext } from "../context";
import { creditedTaxes } from "../tax/credited-taxes";
import { takeBackTaxes } from "../tax/take-back-taxes";

/** The credit note of an invoice, once it has its number. */
export interface IssuedNote {
  readonly documentId: string;
  readonly number: bigint;
  readonly installmentId: string;
  readonly amount: Money;
  /** What it takes back of each tax. */
  readonly taxes: readonly TaxRow[];
}

/**
 * Gives the customer credit notes for all that invoices of an order still claim, inside the transaction that ends those claims.
 * The books are the caller's matter.
 */
export async function creditInvoices(
  tx: Tx,
  ctx: ServiceContext,
  credited: {
    readonly order: Order;
    readonly credits: readonly { readonly invoice: InvoiceRecord; readonly amount: Money }[];
    readonly reason: string;
    readonly at: Date;
    /** Whether other invoices claim the same instead. */
    readonly isClaimedAgain: boolean;
  },
): Promise<IssuedNote[]> {
  const { order, credits, reason, at } = credited;
  const { merchantId } = order;
  if (credits.length === 0) return [];
  const print = await findOrderPrint(tx, merchantId, order.id);
  invariant(print !== null, `Order ${order.id} cannot be printed.`);
  const notes: IssuedNote[] = [];
  for (const { invoice, amount } of credits) {
    const documentId = newId();
    const number = await nextNumber(tx, merchantId, "credit_note");
    const stillDue = zero(amount.currency);
    const taxes = await creditedTaxes(tx, order, invoice, amount.amountMinor);
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
      printed: printNoteOf(print, { invoice, amount, taxes, stillDue, reason, number, at }),
    });
    const { isClaimedAgain } = credited;
    await takeBackTaxes(tx, { merchantId, documentId, invoiceId: invoice.id, isClaimedAgain }, taxes);
    await enqueueJob(tx, ctx, { job: "send-mail", payload: { kind: "document_issued", documentId } });
    notes.push({ documentId, number, installmentId: invoice.installmentId, amount, taxes });
  }
  return notes;
}
