import type { Tx } from "./transaction";

/** What a customer agreed to, with the card that it is about. */
export interface ActiveConsent {
  readonly merchantId: string;
  readonly id: string;
  readonly customerId: string;
  readonly orderId: string | null;
  readonly methodId: string;
  readonly gateway: string;
  readonly gatewayMethodId: string;
  readonly brand: string;
  readonly last4: string;
}

export interface NewConsent {
  readonly merchantId: string;
  readonly id: string;
  readonly customerId: string;
  readonly orderId: string | null;
  readonly methodId: string;
  readonly purpose: "order" | "top_up";
  readonly text: string;
  readonly givenAt: Date;
  readonly givenBy: string;
  readonly traceId: string;
}

export async function insertConsent(tx: Tx, consent: NewConsent): Promise<void> {
  await tx.execute(
    `INSERT INTO charge_consent (merchant_id, id, customer_id, order_id, method_id, purpose, text, given_at, given_by, trace_id)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
    [
      consent.merchantId,
      consent.id,
      consent.customerId,
      consent.orderId,
      consent.methodId,
      consent.purpose,
      consent.text,
      consent.givenAt,
      consent.givenBy,
      consent.traceId,
    ],
  );
}

interface ConsentRow {
  merchant_id: string;
  id: string;
  customer_id: string;
  order_id: string | null;
  method_id: string;
  gateway: string;
  gateway_method_id: string;
  brand: string;
  last4: string;
}

const ACTIVE = `SELECT c.merchant_id, c.id, c.customer_id, c.order_id, c.method_id, m.gateway, m.gateway_method_id, m.brand, m.last4
  FROM charge_consent c JOIN payment_method m ON m.merchant_id = c.merchant_id AND m.id = c.method_id
  WHERE c.merchant_id = $1 AND c.withdrawn_at IS NULL AND m.removed_at IS NULL`;

function consentOf(row: ConsentRow): ActiveConsent {
  return {
    merchantId: row.merchant_id,
    id: row.id,
    customerId: row.customer_id,
    orderId: row.order_id,
    methodId: row.method_id,
    gateway: row.gateway,
    gatewayMethodId: row.gateway_method_id,
    brand: row.brand,
    last4: row.last4,
  };
}

/** The consent to charge for an order, as long as it holds and its card is kept. */
export async function findOrderConsent(
  tx: Tx,
  merchantId: string,
  orderId: string,
): Promise<ActiveConsent | null> {
  const [row] = await tx.query<ConsentRow>(
    `${ACTIVE} AND c.order_id = $2`,
    [merchantId, orderId],
    "consent-of-order",
  );
  return row === undefined ? null : consentOf(row);
}

/** The consents that rest on a card. */
export async function findMethodConsents(
  tx: Tx,
  merchantId: string,
  methodId: string,
): Promise<ActiveConsent[]> {
  const rows = await tx.query<ConsentRow>(
    ACTIVE.replace("AND m.removed_at IS NULL", "") + " AND c.method_id = $2 ORDER BY c.id",
    [merchantId, methodId],
  );
  return rows.map(consentOf);
}

/** Ends consents; those that ended before stay as they are. */
export async function updateConsentsWithdrawn(
  tx: Tx,
  merchantId: string,
  consentIds: readonly string[],
  how: { readonly at: Date; readonly by: string; readonly reason: string },
): Promise<void> {
  await tx.execute(
    `UPDATE charge_consent SET withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5
       WHERE merchant_id = $1 AND id = ANY ($2) AND withdrawn_at IS NULL`,
    [merchantId, consentIds, how.at, how.by, how.reason],
  );
}
