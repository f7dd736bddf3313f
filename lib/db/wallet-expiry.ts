import { pool } from "./pool";
import { type Row, textAt } from "./row";
import type { Tx } from "./transaction";

/** A lot whose last day is over in its merchant's zone, with something free in it. */
export interface OverdueLot {
  readonly merchantId: string;
  readonly lotId: string;
}

/** Merchants' zones are up to fourteen hours ahead of UTC: no lot of a later day can be overdue anywhere. */
const NO_LATER_THAN = "l.expires_on < ($1::timestamptz AT TIME ZONE 'UTC' + interval '14 hours')::date";

/** Lots that are to expire, those longest overdue first. Frozen ones wait until somebody has decided about them. */
export async function findOverdueLots(now: Date, limit: number): Promise<OverdueLot[]> {
  const { rows } = await pool().query<Row>(
    `SELECT l.merchant_id, l.id FROM wallet_lot l JOIN merchant m ON m.id = l.merchant_id
       WHERE l.is_open AND ${NO_LATER_THAN} AND l.expires_on < ($1::timestamptz AT TIME ZONE m.time_zone)::date
         AND l.remaining_minor > l.held_minor AND l.frozen_at IS NULL
       ORDER BY l.expires_on, l.id LIMIT $2`,
    [now, limit],
  );
  return rows.map((row) => ({ merchantId: textAt(row, "merchant_id"), lotId: textAt(row, "id") }));
}

/** Credit of one customer that ends on one day, to be told about once. */
export interface ExpiringCredit {
  readonly merchantId: string;
  /** One of the lots; the mail speaks of all that end with it. */
  readonly lotId: string;
}

/**
 * Claims credit whose last day is so many days away or nearer, marks it as told about, and answers it by customer, currency and
 * day. Lots that somebody changes at this moment are left for the next time, so that nobody waits for anybody.
 */
export async function claimExpiringCredit(
  tx: Tx,
  now: Date,
  notice: { readonly days: number; readonly limit: number },
): Promise<ExpiringCredit[]> {
  const rows = await tx.query<{ merchant_id: string; lot_id: string }>(
    `WITH due AS (
       SELECT l.merchant_id, l.id FROM wallet_lot l JOIN merchant m ON m.id = l.merchant_id
         WHERE l.is_open AND l.expires_on <= ($1::timestamptz AT TIME ZONE 'UTC' + interval '14 hours')::date + $2::int
           AND l.expires_on BETWEEN ($1::timestamptz AT TIME ZONE m.time_zone)::date
             AND ($1::timestamptz AT TIME ZONE m.time_zone)::date + $2::int
           AND (l.noticed_days IS NULL OR l.noticed_days > $2::int)
         ORDER BY l.expires_on, l.id LIMIT $3 FOR UPDATE OF l SKIP LOCKED
     ), told AS (
       UPDATE wallet_lot l SET noticed_days = $2 FROM due WHERE l.merchant_id = due.merchant_id AND l.id = due.id
         RETURNING l.merchant_id, l.customer_id, l.currency, l.expires_on, l.id)
     SELECT merchant_id, min(id::text) AS lot_id FROM told GROUP BY merchant_id, customer_id, currency, expires_on ORDER BY 1, 2`,
    [now, notice.days, notice.limit],
  );
  return rows.map((row) => ({ merchantId: row.merchant_id, lotId: row.lot_id }));
}
