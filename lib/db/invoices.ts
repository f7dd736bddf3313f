import type { InvoiceState } from "@/lib/domain/invoices/invoice-state";
import type { Tx } from "./transaction";

export interface NewInvoice {
  readonly merchantId: string;
  readonly id: string;
  readonly number: bigint;
  readonly orderId: string;
  readonly installmentId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
  readonly issuedAt: Date;
  readonly dueOn: string;
}

export async function insertInvoice(tx: Tx, invoice: NewInvoice): Promise<void> {
  await tx.execute(
    `INSERT INTO invoice (merchant_id, id, number, order_id, installment_id, state, currency, amount_minor, tax_minor, issued_at,
       due_on) VALUES ($1,$2,$3,$4,$5,'open',$6,$7,$8,$9,$10)`,
    [
      invoice.merchantId,
      invoice.id,
      invoice.number,
      invoice.orderId,
      invoice.installmentId,
      invoice.currency,
      invoice.amountMinor,
      invoice.taxMinor,
      invoice.issuedAt,
      invoice.dueOn,
    ],
    "invoice-insert",
  );
}

/** The open invoices of an order stop claiming. */
export async function voidInvoices(tx: Tx, merchantId: string, orderId: string): Promise<void> {
  await tx.execute(
    `UPDATE invoice SET state = 'void' WHERE merchant_id = $1 AND order_id = $2 AND state = 'open'`,
    [merchantId, orderId],
  );
}

/** An invoice as it was issued, with where it stands. */
export interface InvoiceRecord {
  readonly id: string;
  readonly number: bigint;
  readonly orderId: string;
  readonly installmentId: string;
  readonly state: InvoiceState;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly issuedAt: Date;
}

interface InvoiceRow {
  id: string;
  number: bigint;
  order_id: string;
  installment_id: string;
  state: InvoiceState;
  currency: string;
  amount_minor: bigint;
  issued_at: Date;
}

const INVOICE_COLUMNS = "id, number, order_id, installment_id, state, currency, amount_minor, issued_at";

function invoiceOf(row: InvoiceRow): InvoiceRecord {
  return {
    id: row.id,
    number: row.number,
    orderId: row.order_id,
    installmentId: row.installment_id,
    state: row.state,
    currency: row.currency,
    amountMinor: row.amount_minor,
    issuedAt: row.issued_at,
  };
}

export async function findInvoice(
  tx: Tx,
  merchantId: string,
  invoiceId: string,
): Promise<InvoiceRecord | null> {
  const [row] = await tx.query<InvoiceRow>(
    `SELECT ${INVOICE_COLUMNS} FROM invoice WHERE merchant_id = $1 AND id = $2`,
    [merchantId, invoiceId],
  );
  return row === undefined ? null : invoiceOf(row);
}

/** What is still claimed of an order, oldest invoice first. */
export async function findOpenInvoices(
  tx: Tx,
  merchantId: string,
  orderId: string,
): Promise<InvoiceRecord[]> {
  const rows = await tx.query<InvoiceRow>(
    `SELECT ${INVOICE_COLUMNS} FROM invoice WHERE merchant_id = $1 AND order_id = $2 AND state = 'open' ORDER BY number`,
    [merchantId, orderId],
  );
  return rows.map(invoiceOf);
}

/** A credit note takes its amount off an installment and its order; an invoice of which nothing is left is settled. */
export async function applyCredit(
  tx: Tx,
  credit: { merchantId: string; orderId: string; installmentId: string; amountMinor: bigint },
): Promise<void> {
  await tx.execute(
    `WITH credited AS (
       UPDATE installment SET credited_minor = credited_minor + $3,
         state = CASE WHEN paid_minor + credited_minor + withdrawn_minor + $3 = amount_minor THEN 'paid'::installment_state ELSE state END,
         next_step_at = CASE WHEN paid_minor + credited_minor + withdrawn_minor + $3 = amount_minor THEN NULL ELSE next_step_at END
       WHERE merchant_id = $1 AND id = $2 RETURNING merchant_id, id, state)
     UPDATE invoice v SET state = 'paid' FROM credited c
       WHERE v.merchant_id = c.merchant_id AND v.installment_id = c.id AND c.state = 'paid' AND v.state = 'open'`,
    [credit.merchantId, credit.installmentId, credit.amountMinor],
  );
  await tx.execute(
    `UPDATE "order" SET credited_minor = credited_minor + $3, version = version + 1 WHERE merchant_id = $1 AND id = $2`,
    [credit.merchantId, credit.orderId, credit.amountMinor],
  );
}

/** What credit notes took off an invoice so far, in minor units. */
export async function findCreditedMinor(tx: Tx, merchantId: string, invoiceId: string): Promise<bigint> {
  const [row] = await tx.query<{ credited_minor: bigint }>(
    `SELECT coalesce(sum(amount_minor), 0)::bigint AS credited_minor FROM document
       WHERE merchant_id = $1 AND invoice_id = $2 AND kind = 'credit_note'`,
    [merchantId, invoiceId],
  );
  return row?.credited_minor ?? 0n;
}
