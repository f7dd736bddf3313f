import type {
  Buyer,
  DocumentKind,
  DocumentLine,
  OrderFacts,
  OrderPrint,
  Seller,
} from "@/lib/domain/documents/document-facts";
import type { PrintedDocument } from "@/lib/domain/documents/printed-document";
import { money } from "@/lib/domain/money/money";
import { orderTotals } from "@/lib/domain/orders/order-totals";
import { groupTaxes } from "@/lib/domain/tax/tax-row";
import { findOrderTaxes } from "./taxes";
import type { Tx } from "./transaction";

export interface NewDocument {
  readonly merchantId: string;
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: bigint;
  readonly sourceId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly invoiceId: string | null;
  readonly paymentId: string | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly issuedAt: Date;
  readonly printed: PrintedDocument;
}

export async function insertDocument(tx: Tx, document: NewDocument): Promise<void> {
  await tx.execute(
    `INSERT INTO document (merchant_id, id, kind, number, source_id, customer_id, order_id, invoice_id, payment_id, currency,
       amount_minor, locale, issued_at, printed) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`,
    [
      document.merchantId,
      document.id,
      document.kind,
      document.number,
      document.sourceId,
      document.customerId,
      document.orderId,
      document.invoiceId,
      document.paymentId,
      document.currency,
      document.amountMinor,
      document.printed.locale,
      document.issuedAt,
      JSON.stringify(document.printed),
    ],
    "document-insert",
  );
}

interface HeadRow {
  order_number: bigint;
  currency: string;
  subtotal_minor: bigint;
  discount_minor: bigint;
  fee_minor: bigint;
  tax_minor: bigint;
  is_taxed: boolean;
  credited_minor: bigint;
  paid_minor: bigint;
  refunded_minor: bigint;
  terms_kind: string | null;
  legal_name: string;
  seller_lines: string[] | null;
  seller_tax_id: string | null;
  support_email: string;
  statement_descriptor: string;
  time_zone: string;
  seller_locale: string;
  customer_name: string;
  email: string;
  customer_locale: string | null;
  billing_name: string | null;
  billing_lines: string[] | null;
  country: string | null;
  billing_tax_id: string | null;
}

const HEAD_SQL = `SELECT o.number AS order_number, o.currency, o.subtotal_minor, o.discount_minor, o.fee_minor, o.tax_minor,
    o.tax_basis IS NOT NULL AS is_taxed,
    o.credited_minor, o.paid_minor, o.refunded_minor, o.terms ->> 'kind' AS terms_kind,
    m.legal_name, m.address_lines AS seller_lines, m.tax_id AS seller_tax_id, m.support_email, m.statement_descriptor,
    m.time_zone, m.locale AS seller_locale,
    c.name AS customer_name, c.email, c.locale AS customer_locale,
    b.name AS billing_name, b.address_lines AS billing_lines, b.country, b.tax_id AS billing_tax_id
  FROM "order" o
  JOIN merchant m ON m.id = o.merchant_id
  JOIN customer c ON c.merchant_id = o.merchant_id AND c.id = o.customer_id
  LEFT JOIN billing_details b ON b.merchant_id = o.merchant_id AND b.customer_id = o.customer_id
  WHERE o.merchant_id = $1 AND o.id = $2`;

function sellerOf(row: HeadRow): Seller {
  return {
    legalName: row.legal_name,
    addressLines: row.seller_lines ?? [],
    taxId: row.seller_tax_id,
    supportEmail: row.support_email,
    statementDescriptor: row.statement_descriptor,
    timeZone: row.time_zone,
  };
}

function buyerOf(row: HeadRow): Buyer {
  return {
    name: row.billing_name ?? row.customer_name,
    addressLines: row.billing_lines ?? [],
    country: row.country,
    taxId: row.billing_tax_id,
    email: row.email,
  };
}

async function findPrintedLines(
  tx: Tx,
  order: { merchantId: string; orderId: string; currency: string },
): Promise<DocumentLine[]> {
  const rows = await tx.query<{
    description: string;
    quantity: number;
    unit_price_minor: bigint;
    amount_minor: bigint;
  }>(
    `SELECT description, quantity, unit_price_minor, amount_minor FROM order_line
       WHERE merchant_id = $1 AND order_id = $2 ORDER BY position`,
    [order.merchantId, order.orderId],
    "document-lines",
  );
  return rows.map((row) => ({
    description: row.description,
    quantity: row.quantity,
    unitPrice: money(row.unit_price_minor, order.currency),
    amount: money(row.amount_minor, order.currency),
  }));
}

async function findPrintedSchedule(
  tx: Tx,
  order: { merchantId: string; orderId: string; currency: string },
): Promise<OrderFacts["schedule"]> {
  const rows = await tx.query<{ position: number; amount_minor: bigint; due_on: string | null }>(
    `SELECT position, amount_minor - withdrawn_minor AS amount_minor, due_on::text FROM installment
       WHERE merchant_id = $1 AND order_id = $2 AND state NOT IN ('canceled', 'replaced') AND purpose <> 'late_fee'
       ORDER BY position`,
    [order.merchantId, order.orderId],
    "document-schedule",
  );
  return rows.map((row) => ({
    position: row.position,
    amount: money(row.amount_minor, order.currency),
    dueOn: row.due_on,
  }));
}

/** Everything that a document about an order prints, as it is now. Null for no such order. */
export async function findOrderPrint(
  tx: Tx,
  merchantId: string,
  orderId: string,
): Promise<OrderPrint | null> {
  const [row] = await tx.query<HeadRow>(HEAD_SQL, [merchantId, orderId], "document-head");
  if (row === undefined) return null;
  const { currency } = row;
  const order = { merchantId, orderId, currency };
  const of = (amountMinor: bigint) => money(amountMinor, currency);
  return {
    customerLocale: row.customer_locale,
    sellerLocale: row.seller_locale,
    facts: {
      seller: sellerOf(row),
      buyer: buyerOf(row),
      orderNumber: row.order_number,
      termsKind: row.terms_kind ?? "standard",
      lines: await findPrintedLines(tx, order),
      taxes: row.is_taxed ? groupTaxes(await findOrderTaxes(tx, merchantId, orderId)) : [],
      totals: orderTotals({
        subtotal: of(row.subtotal_minor),
        discount: of(row.discount_minor),
        fee: of(row.fee_minor),
        tax: of(row.tax_minor),
        credited: of(row.credited_minor),
        paid: of(row.paid_minor),
        refunded: of(row.refunded_minor),
      }),
      schedule: await findPrintedSchedule(tx, order),
    },
  };
}

/** A captured payment, as its receipt prints it. */
export interface PaymentPrint {
  readonly paymentId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly tender: string;
  readonly cardBrand: string | null;
  readonly cardLast4: string | null;
  readonly gatewayPaymentId: string | null;
  readonly capturedAt: Date;
  readonly invoiceNumbers: readonly bigint[];
  /** Everything captured for the order up to and with this payment. */
  readonly paidUntilNowMinor: bigint;
}

interface PaymentPrintRow {
  id: string;
  order_id: string;
  customer_id: string;
  currency: string;
  amount_minor: bigint;
  tender: string;
  card_brand: string | null;
  card_last4: string | null;
  gateway_payment_id: string | null;
  captured_at: Date;
  invoice_numbers: string[];
  paid_until_now_minor: bigint;
}

const PAYMENT_SQL = `SELECT p.id, p.order_id, p.customer_id, p.currency, p.amount_minor, p.tender::text, p.card_brand, p.card_last4,
    p.gateway_payment_id, p.captured_at,
    ARRAY(SELECT i.number::text FROM invoice i
      WHERE i.merchant_id = p.merchant_id AND i.installment_id = p.installment_id ORDER BY i.number) AS invoice_numbers,
    (SELECT coalesce(sum(e.amount_minor), 0)::bigint FROM payment e
      WHERE e.merchant_id = p.merchant_id AND e.order_id = p.order_id AND e.captured_at IS NOT NULL
        AND (e.captured_at, e.id) <= (p.captured_at, p.id)) AS paid_until_now_minor
  FROM payment p
  WHERE p.merchant_id = $1 AND p.id = $2 AND p.captured_at IS NOT NULL`;

/** The payment that a receipt is for; null while nothing was captured, and for no such payment. */
export async function findPaymentPrint(
  tx: Tx,
  merchantId: string,
  paymentId: string,
): Promise<PaymentPrint | null> {
  const [row] = await tx.query<PaymentPrintRow>(PAYMENT_SQL, [merchantId, paymentId], "document-payment");
  if (row === undefined) return null;
  return {
    paymentId: row.id,
    orderId: row.order_id,
    customerId: row.customer_id,
    currency: row.currency,
    amountMinor: row.amount_minor,
    tender: row.tender,
    cardBrand: row.card_brand,
    cardLast4: row.card_last4,
    gatewayPaymentId: row.gateway_payment_id,
    capturedAt: row.captured_at,
    invoiceNumbers: row.invoice_numbers.map(BigInt),
    paidUntilNowMinor: row.paid_until_now_minor,
  };
}
