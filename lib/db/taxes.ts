import type { TaxPlace } from "@/lib/domain/tax/calculate-tax";
import type { TaxRow, TaxTreatment } from "@/lib/domain/tax/tax-row";
import type { TaxIdState } from "@/lib/domain/tax/tax-id";
import type { Tx } from "./transaction";

/** What of a customer decides about tax; the place is null where they did not say. */
export interface TaxBuyer {
  readonly place: TaxPlace | null;
  readonly taxId: string | null;
  readonly taxIdState: TaxIdState;
}

export async function findTaxBuyer(tx: Tx, merchantId: string, customerId: string): Promise<TaxBuyer> {
  const [row] = await tx.query<{
    country: string;
    region: string | null;
    tax_id: string | null;
    tax_id_state: TaxIdState;
  }>(
    "SELECT country, region, tax_id, tax_id_state FROM billing_details WHERE merchant_id = $1 AND customer_id = $2",
    [merchantId, customerId],
    "tax-buyer-find",
  );
  if (row === undefined) return { place: null, taxId: null, taxIdState: "unchecked" };
  const { country, region, tax_id: taxId, tax_id_state: taxIdState } = row;
  return { place: { country, region }, taxId, taxIdState };
}

interface StoredRow {
  jurisdiction: string;
  name: string;
  rate_ppm: number;
  treatment: TaxTreatment;
  is_included: boolean;
  taxable_minor: bigint;
  tax_minor: bigint;
}

const COLUMNS = "jurisdiction, name, rate_ppm, treatment, is_included, taxable_minor, tax_minor";

function taxRow(row: StoredRow): TaxRow {
  return {
    jurisdiction: row.jurisdiction,
    name: row.name,
    ratePpm: row.rate_ppm,
    treatment: row.treatment,
    isIncluded: row.is_included,
    taxableMinor: row.taxable_minor,
    taxMinor: row.tax_minor,
  };
}

const valuesOf = (row: TaxRow) =>
  [
    row.jurisdiction,
    row.name,
    row.ratePpm,
    row.treatment,
    row.isIncluded,
    row.taxableMinor,
    row.taxMinor,
  ] as const;

/** Keeps what was calculated for the lines of an order that is being placed. */
export async function insertOrderTaxes(
  tx: Tx,
  order: { readonly merchantId: string; readonly orderId: string },
  lines: readonly { readonly lineId: string; readonly taxes: readonly TaxRow[] }[],
): Promise<void> {
  for (const { lineId, taxes } of lines)
    for (const [index, row] of taxes.entries())
      await tx.execute(
        `INSERT INTO order_tax (merchant_id, order_id, order_line_id, position, ${COLUMNS})
           VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
        [order.merchantId, order.orderId, lineId, index + 1, ...valuesOf(row)],
        "order-tax-insert",
      );
}

/** Every tax on every line of an order, by line. */
export async function findOrderTaxes(tx: Tx, merchantId: string, orderId: string): Promise<TaxRow[]> {
  const rows = await tx.query<StoredRow>(
    `SELECT ${COLUMNS.replaceAll(/\w+/g, "t.$&")} FROM order_tax t
       JOIN order_line l ON l.merchant_id = t.merchant_id AND l.id = t.order_line_id
       WHERE t.merchant_id = $1 AND t.order_id = $2 ORDER BY l.position, t.position`,
    [merchantId, orderId],
    "order-taxes-find",
  );
  return rows.map(taxRow);
}

/** What the invoices of an order have claimed of its taxes; what others claim instead left out. */
export async function findInvoicedTaxes(tx: Tx, merchantId: string, orderId: string): Promise<TaxRow[]> {
  const rows = await tx.query<StoredRow>(
    `SELECT ${COLUMNS.replaceAll(/\w+/g, "t.$&")} FROM document_tax t
       JOIN invoice v ON v.merchant_id = t.merchant_id AND v.id = t.invoice_id
       WHERE t.merchant_id = $1 AND v.order_id = $2 AND (t.is_claimed_again OR t.document_id IN (
         SELECT id FROM document WHERE merchant_id = $1 AND kind = 'invoice' AND order_id = $2))
       ORDER BY v.number, t.position`,
    [merchantId, orderId],
    "invoiced-taxes-find",
  );
  return rows.map(taxRow);
}

/** What an invoice claims of each tax, and what its credit notes took back, which is negative. */
export async function findTaxesOfInvoice(tx: Tx, merchantId: string, invoiceId: string): Promise<TaxRow[]> {
  const rows = await tx.query<StoredRow>(
    `SELECT ${COLUMNS} FROM document_tax WHERE merchant_id = $1 AND invoice_id = $2 ORDER BY document_id, position`,
    [merchantId, invoiceId],
    "invoice-taxes-find",
  );
  return rows.map(taxRow);
}

/** Keeps what an invoice claims of each tax, or what a credit note takes back. */
export async function insertDocumentTaxes(
  tx: Tx,
  document: {
    readonly merchantId: string;
    readonly documentId: string;
    readonly invoiceId: string;
    readonly isClaimedAgain: boolean;
  },
  taxes: readonly TaxRow[],
): Promise<void> {
  for (const [index, row] of taxes.entries())
    await tx.execute(
      `INSERT INTO document_tax (merchant_id, document_id, invoice_id, is_claimed_again, position, ${COLUMNS})
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
      [
        document.merchantId,
        document.documentId,
        document.invoiceId,
        document.isClaimedAgain,
        index + 1,
        ...valuesOf(row),
      ],
      "document-tax-insert",
    );
}

/** Keeps what a register said of a customer's tax id, unless they gave another meanwhile. */
export async function saveTaxIdState(
  tx: Tx,
  asked: {
    readonly merchantId: string;
    readonly customerId: string;
    readonly taxId: string;
    readonly country: string;
  },
  said: { readonly state: TaxIdState; readonly at: Date },
): Promise<void> {
  await tx.execute(
    `UPDATE billing_details SET tax_id_state = $5, tax_id_checked_at = $6
       WHERE merchant_id = $1 AND customer_id = $2 AND tax_id = $3 AND country = $4`,
    [asked.merchantId, asked.customerId, asked.taxId, asked.country, said.state, said.at],
  );
}
