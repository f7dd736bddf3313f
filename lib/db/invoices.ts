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
