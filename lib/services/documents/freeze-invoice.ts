import { documentLanguage } from "@/lib/domain/documents/document-language";
import { printInvoice } from "@/lib/domain/documents/print-invoice";
import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import type { Installment, Order } from "@/lib/domain/orders/order";
import { type CalendarDate, calendarDateAt } from "@/lib/domain/time/calendar-date";
import { findOrderPrint, insertDocument } from "@/lib/db/documents";
import type { Tx } from "@/lib/db/transaction";
import type { TaxRow } from "@/lib/domain/tax/tax-row";
import { insertDocumentTaxes } from "@/lib/db/taxes";
import { newId } from "@/lib/platform/ids";

export interface IssuedInvoice {
  readonly invoiceId: string;
  readonly number: bigint;
  readonly order: Order;
  readonly installment: Installment;
  readonly dueOn: CalendarDate;
  readonly at: Date;
  /** What it claims of each tax. */
  readonly taxes: readonly TaxRow[];
}

/**
 * Prints an invoice inside the transaction that issues it, and keeps it as printed: whatever changes later, in names, prices,
 * words or formats, this is what was claimed. The installments have their due dates by now. Answers
 * the document's id.
 */
export async function freezeInvoice(tx: Tx, issued: IssuedInvoice): Promise<string> {
  const { order, installment, at } = issued;
  const print = await findOrderPrint(tx, order.merchantId, order.id);
  invariant(print !== null, `Order ${order.id} cannot be printed.`);
  const language = documentLanguage(print.customerLocale, print.sellerLocale);
  const printed = printInvoice(language, {
    ...print.facts,
    number: issued.number,
    issuedOn: calendarDateAt(at, print.facts.seller.timeZone),
    dueOn: issued.dueOn,
    position: installment.position,
    isLateFee: installment.purpose === "late_fee",
    amount: money(installment.amountMinor, installment.currency),
    taxesWithin: issued.taxes,
    settled: money(installment.paidMinor + installment.creditedMinor, installment.currency),
  });
  const documentId = newId();
  await insertDocument(tx, {
    merchantId: order.merchantId,
    id: documentId,
    kind: "invoice",
    number: issued.number,
    sourceId: issued.invoiceId,
    customerId: order.customerId,
    orderId: order.id,
    invoiceId: issued.invoiceId,
    paymentId: null,
    currency: installment.currency,
    amountMinor: installment.amountMinor,
    issuedAt: at,
    printed,
  });
  const { merchantId } = order;
  await insertDocumentTaxes(
    tx,
    { merchantId, documentId, invoiceId: issued.invoiceId, isClaimedAgain: false },
    issued.taxes,
  );
  return documentId;
}
