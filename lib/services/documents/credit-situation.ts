import { printNoteOf } from "@/lib/domain/documents/print-note-of";
import type { PrintedDocument } from "@/lib/domain/documents/printed-document";
import { invariant } from "@/lib/domain/invariant";
import { refuseCredit } from "@/lib/domain/invoices/refuse-credit";
import { type Money, money } from "@/lib/domain/money/money";
import { type Installment, leftMinor, type Order } from "@/lib/domain/orders/order";
import type { Payment } from "@/lib/domain/payments/payment";
import { err, ok, type Result } from "@/lib/domain/result";
import { findOrderPrint } from "@/lib/db/documents";
import { findInvoice, type InvoiceRecord } from "@/lib/db/invoices";
import { lockInstallments } from "@/lib/db/installments";
import { lockLivePayments } from "@/lib/db/payments";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import type { TaxRow } from "@/lib/domain/tax/tax-row";
import { creditedTaxes } from "../tax/credited-taxes";
import { lockOwnOrder } from "../orders/lock-own-order";

export interface CreditWish {
  readonly invoiceId: string;
  readonly amount: Money;
  readonly reason: string;
}

/** An invoice that may be credited as wished, with everything around it under lock, and its credit note. */
export interface CreditSituation {
  readonly order: Order;
  readonly installment: Installment;
  readonly invoice: InvoiceRecord;
  readonly payments: readonly Payment[];
  /** The note as it will stand, with the number that it takes. */
  readonly print: (number: bigint, at: Date) => PrintedDocument;
  /** What the credit takes back of each tax that the invoice still claims. */
  readonly taxes: readonly TaxRow[];
}

/** Locks what crediting an invoice touches, in the order of all locks, and decides whether it may be credited as wished. */
export async function creditSituation(
  tx: Tx,
  ctx: ServiceContext,
  wish: CreditWish,
): Promise<Result<CreditSituation>> {
  const { merchantId } = ctx.actor;
  const named = await findInvoice(tx, merchantId, wish.invoiceId);
  if (named === null) return err({ kind: "not_found", code: "invoice_not_found" });
  const found = await lockOwnOrder(tx, ctx, named.orderId);
  if (!found.ok) return found;
  const order = found.value;
  const installments = await lockInstallments(tx, merchantId, [order.id]);
  const payments = await lockLivePayments(tx, merchantId, order.id);
  const invoice = await findInvoice(tx, merchantId, wish.invoiceId);
  const installment = installments.find((part) => part.id === named.installmentId);
  const orderPrint = await findOrderPrint(tx, merchantId, order.id);
  invariant(invoice && installment && orderPrint, `Invoice ${wish.invoiceId} has lost its order.`);
  const livePayments = payments.map((payment) => payment.state);
  const refusal = refuseCredit({ order, installment, invoice, livePayments }, wish.amount);
  if (refusal !== null) return err(refusal);
  const stillDue = money(leftMinor(installment) - wish.amount.amountMinor, invoice.currency);
  const taxes = await creditedTaxes(tx, order, invoice, wish.amount.amountMinor);
  const print: CreditSituation["print"] = (number, at) =>
    printNoteOf(orderPrint, {
      invoice,
      amount: wish.amount,
      taxes,
      stillDue,
      reason: wish.reason,
      number,
      at,
    });
  return ok({ order, installment, invoice, payments, print, taxes });
}
