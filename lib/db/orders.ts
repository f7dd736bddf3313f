import type { Installment, Order, OrderLine, Site } from "@/lib/domain/orders/order";
import type { LineKind, OrderState, OrderWorkflow } from "@/lib/domain/orders/order-state";
import { invariant } from "@/lib/domain/invariant";
import { readTerms, termsJson } from "@/lib/domain/terms/payment-terms";
import type { TaxBasis } from "@/lib/domain/tax/tax-question";
import type { TermsSource } from "@/lib/domain/terms/offer-terms";
import { insertInstallments } from "./installments";
import type { Tx } from "./transaction";

interface OrderRow {
  merchant_id: string;
  id: string;
  number: bigint;
  customer_id: string;
  state: OrderState;
  currency: string;
  fee_minor: bigint;
  tax_minor: bigint;
  tax_included_minor: bigint;
  is_taxed: boolean;
  total_minor: bigint;
  credited_minor: bigint;
  paid_minor: bigint;
  refunded_minor: bigint;
  workflow: OrderWorkflow;
  terms: unknown;
  is_released: boolean;
  version: number;
}

const ORDER_COLUMNS = `merchant_id, id, number, customer_id, state, currency, fee_minor, tax_minor, tax_included_minor, tax_basis IS NOT NULL AS is_taxed,
  total_minor, credited_minor, paid_minor, refunded_minor, workflow, terms, released_at IS NOT NULL AS is_released, version`;

function orderOf(row: OrderRow): Order {
  const terms = readTerms(row.terms);
  invariant(terms !== null, `Order ${row.id} has terms that cannot be read.`);
  return {
    merchantId: row.merchant_id,
    id: row.id,
    number: row.number,
    customerId: row.customer_id,
    state: row.state,
    currency: row.currency,
    feeMinor: row.fee_minor,
    taxMinor: row.tax_minor,
    taxIncludedMinor: row.tax_included_minor,
    isTaxed: row.is_taxed,
    totalMinor: row.total_minor,
    creditedMinor: row.credited_minor,
    paidMinor: row.paid_minor,
    refundedMinor: row.refunded_minor,
    workflow: row.workflow,
    terms,
    isReleased: row.is_released,
    version: row.version,
  };
}

/** Locks orders, in id order, and answers them as they are now. Orders are the first lock of every act. */
export async function lockOrders(tx: Tx, merchantId: string, orderIds: readonly string[]): Promise<Order[]> {
  const rows = await tx.query<OrderRow>(
    `SELECT ${ORDER_COLUMNS} FROM "order" WHERE merchant_id = $1 AND id = ANY ($2) ORDER BY id FOR UPDATE`,
    [merchantId, orderIds],
    "orders-lock",
  );
  return rows.map(orderOf);
}

export async function lockOrder(tx: Tx, merchantId: string, orderId: string): Promise<Order | null> {
  return (await lockOrders(tx, merchantId, [orderId]))[0] ?? null;
}

/** What is counted per merchant. */
export type NumberSeries = "order" | "invoice" | "receipt" | "credit_note";

/** Takes the next number of a series; the counter stays locked until commit, so numbers have no gaps. */
export async function nextNumber(tx: Tx, merchantId: string, series: NumberSeries): Promise<bigint> {
  const rows = await tx.query<{ last_number: bigint }>(
    `INSERT INTO merchant_counter (merchant_id, series, last_number) VALUES ($1, $2, 1001)
       ON CONFLICT (merchant_id, series) DO UPDATE SET last_number = merchant_counter.last_number + 1
       RETURNING last_number`,
    [merchantId, series],
    "next-number",
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`The counter ${series} did not answer.`);
  return row.last_number;
}

/** The number that would be taken next. Nobody has it yet: another may be faster. */
export async function findNextNumber(tx: Tx, merchantId: string, series: NumberSeries): Promise<bigint> {
  const [row] = await tx.query<{ last_number: bigint }>(
    "SELECT last_number FROM merchant_counter WHERE merchant_id = $1 AND series = $2",
    [merchantId, series],
  );
  return (row?.last_number ?? 1000n) + 1n;
}

export interface PlacedOrderRow {
  readonly order: Order;
  readonly subtotalMinor: bigint;
  readonly termsSource: TermsSource;
  readonly termsReason: string;
  /** By what its tax was calculated; null where it has none. */
  readonly taxBasis: TaxBasis | null;
  readonly placementKey: string;
  readonly placementHash: string;
  readonly placedAt: Date;
  readonly lines: readonly (OrderLine & {
    readonly position: number;
    readonly quantity: number;
    readonly unitPriceMinor: bigint;
  })[];
  readonly sites: readonly Site[];
  readonly installments: readonly Installment[];
}

async function insertLines(tx: Tx, { order, lines }: PlacedOrderRow): Promise<void> {
  for (const line of lines) {
    await tx.execute(
      `INSERT INTO order_line (merchant_id, id, order_id, position, product_id, kind, description, quantity, unit_price_minor,
         amount_minor, tax_added_minor, tax_included_minor) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
      [
        order.merchantId,
        line.id,
        order.id,
        line.position,
        line.productId,
        line.kind,
        line.description,
        line.quantity,
        line.unitPriceMinor,
        line.amountMinor,
        line.taxAddedMinor,
        line.taxIncludedMinor,
      ],
      "order-line-insert",
    );
  }
}

export async function insertOrder(tx: Tx, placed: PlacedOrderRow): Promise<void> {
  const { order } = placed;
  await tx.execute(
    `INSERT INTO "order" (merchant_id, id, number, customer_id, state, currency, subtotal_minor, total_minor, terms, workflow,
       placement_key, placement_hash, placed_at, version, fee_minor, terms_source, terms_reason, tax_minor,
       tax_included_minor, tax_basis)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20)`,
    [
      order.merchantId,
      order.id,
      order.number,
      order.customerId,
      order.state,
      order.currency,
      placed.subtotalMinor,
      order.totalMinor,
      termsJson(order.terms),
      JSON.stringify(order.workflow),
      placed.placementKey,
      placed.placementHash,
      placed.placedAt,
      order.version,
      order.feeMinor,
      placed.termsSource,
      placed.termsReason,
      order.taxMinor,
      order.taxIncludedMinor,
      placed.taxBasis === null ? null : JSON.stringify(placed.taxBasis),
    ],
  );
  await insertLines(tx, placed);
  for (const site of placed.sites) {
    await tx.execute(
      `INSERT INTO site (merchant_id, id, order_id, order_line_id, position, state) VALUES ($1,$2,$3,$4,$5,$6)`,
      [order.merchantId, site.id, order.id, site.orderLineId, site.position, site.state],
      "site-insert",
    );
  }
  await insertInstallments(tx, placed.installments);
}

export interface OrderStateChange {
  readonly merchantId: string;
  readonly orderId: string;
  readonly state: OrderState;
  readonly paidMinor?: bigint;
  readonly approvedBy?: string | null;
  readonly at: Date;
}

/** Moves an order, with the instant that belongs to the new state. */
export async function updateOrderState(tx: Tx, change: OrderStateChange): Promise<void> {
  await tx.execute(
    `UPDATE "order" SET state = $3::order_state, version = version + 1, paid_minor = coalesce($4, paid_minor),
       approved_by = coalesce($5, approved_by),
       approved_at = CASE WHEN $3::order_state = 'payment_pending' THEN $6 ELSE approved_at END,
       paid_at = CASE WHEN $3::order_state = 'paid' THEN $6 ELSE paid_at END,
       canceled_at = CASE WHEN $3::order_state = 'canceled' THEN $6 ELSE canceled_at END
     WHERE merchant_id = $1 AND id = $2`,
    [
      change.merchantId,
      change.orderId,
      change.state,
      change.paidMinor ?? null,
      change.approvedBy ?? null,
      change.at,
    ],
    "order-state-update",
  );
}

/** Sets the terms of an order that is locked, with what they cost; who set them says why. */
export async function updateOrderTerms(tx: Tx, order: Order, reason: string): Promise<void> {
  await tx.execute(
    `UPDATE "order" SET terms = $3, terms_source = 'override', terms_reason = $4, fee_minor = $5, total_minor = $6,
       version = version + 1 WHERE merchant_id = $1 AND id = $2`,
    [order.merchantId, order.id, termsJson(order.terms), reason, order.feeMinor, order.totalMinor],
    "order-terms-update",
  );
}

/** Tells open pages that something about the order is new. */
export async function touchOrders(tx: Tx, merchantId: string, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return;
  await tx.execute(
    `UPDATE "order" SET version = version + 1 WHERE merchant_id = $1 AND id = ANY ($2)`,
    [merchantId, orderIds],
    "orders-touch",
  );
}

interface LineRow {
  id: string;
  order_id: string;
  product_id: string | null;
  kind: LineKind;
  description: string;
  amount_minor: bigint;
  tax_added_minor: bigint;
  tax_included_minor: bigint;
}

export async function findLines(
  tx: Tx,
  merchantId: string,
  orderIds: readonly string[],
): Promise<OrderLine[]> {
  const rows = await tx.query<LineRow>(
    `SELECT id, order_id, product_id, kind, description, amount_minor, tax_added_minor, tax_included_minor FROM order_line
       WHERE merchant_id = $1 AND order_id = ANY ($2) ORDER BY order_id, position`,
    [merchantId, orderIds],
    "order-lines-find",
  );
  return rows.map((row) => ({
    id: row.id,
    orderId: row.order_id,
    productId: row.product_id,
    kind: row.kind,
    description: row.description,
    amountMinor: row.amount_minor,
    taxAddedMinor: row.tax_added_minor,
    taxIncludedMinor: row.tax_included_minor,
  }));
}
