import type { Tx } from "./transaction";

/** What somebody who tops up pays and is given. Amounts in minor units of the currency. */
export interface TopUpRow {
  readonly merchantId: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  /** Zero where there is none. */
  readonly bonusMinor: bigint;
  readonly rulesVersion: number;
  readonly isAutomatic: boolean;
  readonly createdAt: Date;
}

export async function insertTopUp(tx: Tx, topUp: TopUpRow): Promise<void> {
  await tx.execute(
    `INSERT INTO wallet_top_up (merchant_id, order_id, customer_id, currency, amount_minor, bonus_minor, rules_version,
       is_automatic, created_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    [
      topUp.merchantId,
      topUp.orderId,
      topUp.customerId,
      topUp.currency,
      topUp.amountMinor,
      topUp.bonusMinor,
      topUp.rulesVersion,
      topUp.isAutomatic,
      topUp.createdAt,
    ],
  );
}

interface Row {
  merchant_id: string;
  order_id: string;
  customer_id: string;
  currency: string;
  amount_minor: bigint;
  bonus_minor: bigint;
  rules_version: number;
  is_automatic: boolean;
  created_at: Date;
}

/** The top-ups behind orders, in order of their ids. */
export async function findTopUps(
  tx: Tx,
  merchantId: string,
  orderIds: readonly string[],
): Promise<TopUpRow[]> {
  const rows = await tx.query<Row>(
    `SELECT merchant_id, order_id, customer_id, currency, amount_minor, bonus_minor, rules_version, is_automatic, created_at
       FROM wallet_top_up WHERE merchant_id = $1 AND order_id = ANY ($2) ORDER BY order_id`,
    [merchantId, orderIds],
    "top-ups-find",
  );
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    orderId: row.order_id,
    customerId: row.customer_id,
    currency: row.currency,
    amountMinor: row.amount_minor,
    bonusMinor: row.bonus_minor,
    rulesVersion: row.rules_version,
    isAutomatic: row.is_automatic,
    createdAt: row.created_at,
  }));
}
