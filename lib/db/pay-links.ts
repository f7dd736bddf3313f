import { pool } from "./pool";
import { instantAt, instantOrNullAt, type Row, textAt } from "./row";
import type { Tx } from "./transaction";

export interface PayLinkRow {
  readonly merchantId: string;
  readonly id: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly tokenHash: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

const COLUMNS = "merchant_id, id, order_id, customer_id, token_hash, expires_at, revoked_at";

function payLinkOf(row: Row): PayLinkRow {
  return {
    merchantId: textAt(row, "merchant_id"),
    id: textAt(row, "id"),
    orderId: textAt(row, "order_id"),
    customerId: textAt(row, "customer_id"),
    tokenHash: textAt(row, "token_hash"),
    expiresAt: instantAt(row, "expires_at"),
    revokedAt: instantOrNullAt(row, "revoked_at"),
  };
}

export async function insertPayLink(
  tx: Tx,
  link: Omit<PayLinkRow, "revokedAt"> & {
    readonly reason: string;
    readonly createdBy: string;
    readonly createdAt: Date;
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO pay_link (merchant_id, id, order_id, customer_id, token_hash, reason, created_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      link.merchantId,
      link.id,
      link.orderId,
      link.customerId,
      link.tokenHash,
      link.reason,
      link.createdBy,
      link.createdAt,
      link.expiresAt,
    ],
  );
}

/** A link with its order's customer's name, as whoever opens it needs it. */
export async function findPayLink(
  merchantId: string,
  id: string,
): Promise<(PayLinkRow & { readonly customerName: string }) | null> {
  const { rows } = await pool().query<Row>({
    name: "pay-link-find",
    text: `SELECT ${COLUMNS}, (SELECT c.name FROM customer c
             WHERE c.merchant_id = l.merchant_id AND c.id = l.customer_id) AS customer_name
           FROM pay_link l WHERE merchant_id = $1 AND id = $2`,
    values: [merchantId, id],
  });
  const [row] = rows;
  return row === undefined ? null : { ...payLinkOf(row), customerName: textAt(row, "customer_name") };
}

export async function lockPayLink(tx: Tx, merchantId: string, id: string): Promise<PayLinkRow | null> {
  const [row] = await tx.query<Row>(
    `SELECT ${COLUMNS} FROM pay_link WHERE merchant_id = $1 AND id = $2 FOR UPDATE`,
    [merchantId, id],
  );
  return row === undefined ? null : payLinkOf(row);
}

export async function updatePayLinkRevoked(
  tx: Tx,
  link: Pick<PayLinkRow, "merchantId" | "id">,
  how: { readonly at: Date; readonly by: string; readonly reason: string },
): Promise<void> {
  await tx.execute(
    "UPDATE pay_link SET revoked_at = $3, revoked_by = $4, revoke_reason = $5 WHERE merchant_id = $1 AND id = $2",
    [link.merchantId, link.id, how.at, how.by, how.reason],
  );
}

/** Counts that a link's page was shown. */
export async function countPayLinkOpened(merchantId: string, id: string, at: Date): Promise<void> {
  await pool().query(
    "UPDATE pay_link SET open_count = open_count + 1, opened_at = $3 WHERE merchant_id = $1 AND id = $2",
    [merchantId, id, at],
  );
}
