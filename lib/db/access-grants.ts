import type { Tx } from "./transaction";

export interface GrantRow {
  readonly merchant_id: string;
  readonly id: string;
  readonly customer_id: string;
  readonly product_id: string;
  readonly order_id: string;
  readonly order_line_id: string;
  readonly granted_at: string;
}

/** Opens courses that were bought; once for each order line. */
export async function insertAccessGrants(tx: Tx, grants: readonly GrantRow[]): Promise<void> {
  if (grants.length === 0) return;
  await tx.execute(
    `INSERT INTO access_grant (merchant_id, id, customer_id, product_id, order_id, order_line_id, granted_at)
     SELECT merchant_id, id, customer_id, product_id, order_id, order_line_id, granted_at
     FROM jsonb_to_recordset($1::jsonb) AS g(merchant_id uuid, id uuid, customer_id uuid, product_id uuid, order_id uuid,
       order_line_id uuid, granted_at timestamptz)
     ON CONFLICT (merchant_id, order_line_id) DO NOTHING`,
    [JSON.stringify(grants)],
    "access-grants-insert",
  );
}
