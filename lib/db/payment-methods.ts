import type { Tx } from "./transaction";

export interface PaymentMethodRow {
  readonly merchantId: string;
  readonly id: string;
  readonly customerId: string;
  readonly gateway: string;
  readonly gatewayMethodId: string;
  readonly brand: string;
  readonly last4: string;
  readonly isDefault: boolean;
  readonly isRemoved: boolean;
}

export interface NewPaymentMethod {
  readonly merchantId: string;
  readonly id: string;
  readonly customerId: string;
  readonly gateway: string;
  readonly gatewayMethodId: string;
  readonly brand: string;
  readonly last4: string;
  readonly funding: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly consentText: string;
  readonly consentedAt: Date;
}

/** Locks the customer, so that two cards cannot both become the default. */
export async function lockCustomer(tx: Tx, merchantId: string, customerId: string): Promise<void> {
  await tx.query("SELECT id FROM customer WHERE merchant_id = $1 AND id = $2 FOR NO KEY UPDATE", [
    merchantId,
    customerId,
  ]);
}

/** Keeps a card once; the customer's first becomes the default. The customer is locked. */
export async function insertPaymentMethod(tx: Tx, method: NewPaymentMethod): Promise<boolean> {
  const count = await tx.execute(
    `INSERT INTO payment_method (merchant_id, id, customer_id, gateway, gateway_method_id, brand, last4, funding, exp_month,
       exp_year, consent_text, consented_at, is_default)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12, NOT EXISTS (
       SELECT FROM payment_method WHERE merchant_id = $1 AND customer_id = $3 AND is_default))
     ON CONFLICT (merchant_id, gateway, gateway_method_id) DO NOTHING`,
    [
      method.merchantId,
      method.id,
      method.customerId,
      method.gateway,
      method.gatewayMethodId,
      method.brand,
      method.last4,
      method.funding,
      method.expMonth,
      method.expYear,
      method.consentText,
      method.consentedAt,
    ],
  );
  return count === 1;
}

export async function findPaymentMethod(
  tx: Tx,
  merchantId: string,
  methodId: string,
): Promise<PaymentMethodRow | null> {
  const rows = await tx.query<{
    id: string;
    customer_id: string;
    gateway: string;
    gateway_method_id: string;
    brand: string;
    last4: string;
    is_default: boolean;
    is_removed: boolean;
  }>(
    `SELECT id, customer_id, gateway, gateway_method_id, brand, last4, is_default, removed_at IS NOT NULL AS is_removed
       FROM payment_method WHERE merchant_id = $1 AND id = $2`,
    [merchantId, methodId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    merchantId,
    id: row.id,
    customerId: row.customer_id,
    gateway: row.gateway,
    gatewayMethodId: row.gateway_method_id,
    brand: row.brand,
    last4: row.last4,
    isDefault: row.is_default,
    isRemoved: row.is_removed,
  };
}

/** Makes a card the default, and no other. The customer is locked. */
export async function updateDefaultMethod(
  tx: Tx,
  merchantId: string,
  customerId: string,
  methodId: string,
): Promise<void> {
  await tx.execute(
    "UPDATE payment_method SET is_default = false WHERE merchant_id = $1 AND customer_id = $2 AND is_default",
    [merchantId, customerId],
  );
  await tx.execute("UPDATE payment_method SET is_default = true WHERE merchant_id = $1 AND id = $2", [
    merchantId,
    methodId,
  ]);
}

/** Marks a card as removed; the newest one that is left becomes the default. The customer is locked. */
export async function markMethodRemoved(tx: Tx, method: PaymentMethodRow, at: Date): Promise<void> {
  await tx.execute(
    "UPDATE payment_method SET removed_at = $3, is_default = false WHERE merchant_id = $1 AND id = $2",
    [method.merchantId, method.id, at],
  );
  if (!method.isDefault) return;
  await tx.execute(
    `UPDATE payment_method SET is_default = true WHERE merchant_id = $1 AND id = (
       SELECT id FROM payment_method WHERE merchant_id = $1 AND customer_id = $2 AND removed_at IS NULL ORDER BY id DESC LIMIT 1)`,
    [method.merchantId, method.customerId],
  );
}

/** The card of a merchant's customer that a gateway's id names. */
export async function findMethodByGatewayId(
  tx: Tx,
  merchantId: string,
  gateway: string,
  gatewayMethodId: string,
): Promise<PaymentMethodRow | null> {
  const rows = await tx.query<{ id: string }>(
    "SELECT id FROM payment_method WHERE merchant_id = $1 AND gateway = $2 AND gateway_method_id = $3",
    [merchantId, gateway, gatewayMethodId],
  );
  const [row] = rows;
  return row === undefined ? null : findPaymentMethod(tx, merchantId, row.id);
}

export async function updateMethodExpiry(
  tx: Tx,
  merchantId: string,
  methodId: string,
  expiry: { expMonth: number; expYear: number },
): Promise<void> {
  await tx.execute(
    "UPDATE payment_method SET exp_month = $3, exp_year = $4 WHERE merchant_id = $1 AND id = $2",
    [merchantId, methodId, expiry.expMonth, expiry.expYear],
  );
}

/** The merchants that keep this card: one, unless an id was copied about. */
export async function findMerchantsOfMethod(
  tx: Tx,
  gateway: string,
  gatewayMethodId: string,
): Promise<string[]> {
  const rows = await tx.query<{ merchant_id: string }>(
    "SELECT merchant_id FROM payment_method WHERE gateway = $1 AND gateway_method_id = $2",
    [gateway, gatewayMethodId],
  );
  return rows.map((row) => row.merchant_id);
}
