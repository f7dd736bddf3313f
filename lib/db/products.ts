import type { ProductKind } from "@/lib/domain/orders/order-state";
import type { Tx } from "./transaction";

export interface ProductRow {
  readonly id: string;
  readonly kind: ProductKind;
  readonly name: string;
  readonly priceMinor: bigint;
  readonly currency: string;
  readonly isActive: boolean;
}

export async function findProducts(
  tx: Tx,
  merchantId: string,
  productIds: readonly string[],
): Promise<ProductRow[]> {
  const rows = await tx.query<{
    id: string;
    kind: ProductKind;
    name: string;
    price_minor: bigint;
    currency: string;
    is_active: boolean;
  }>(
    `SELECT id, kind, name, price_minor, currency, is_active FROM product WHERE merchant_id = $1 AND id = ANY ($2)`,
    [merchantId, productIds],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    priceMinor: row.price_minor,
    currency: row.currency,
    isActive: row.is_active,
  }));
}

export interface NewProduct extends Omit<ProductRow, "isActive"> {
  readonly merchantId: string;
  readonly slug: string;
  readonly summary: string;
  readonly description: string;
  readonly details: unknown;
}

/** Adds a product, once. */
export async function insertProduct(tx: Tx, product: NewProduct): Promise<void> {
  await tx.execute(
    `INSERT INTO product (merchant_id, id, slug, kind, name, summary, description, price_minor, currency, details)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) ON CONFLICT (merchant_id, id) DO NOTHING`,
    [
      product.merchantId,
      product.id,
      product.slug,
      product.kind,
      product.name,
      product.summary,
      product.description,
      product.priceMinor,
      product.currency,
      JSON.stringify(product.details),
    ],
  );
}
