import { pool } from "./pool";
import { instantOrNullAt, type Row } from "./row";
import type { Tx } from "./transaction";

/** The nearest thing of a kind that is to happen on a day or at an instant. */
export interface DatedWork {
  readonly kind: string;
  readonly at: Date;
}

/**
 * What happens by the business clock and by nothing else. Each kind's SQL answers one row with `at`: the nearest instant after
 * $1 at which something of it falls due, over all merchants, or null. Civil days begin at the merchant's midnight. Whatever new
 * is done on a date adds its line here, and its sweep to lib/jobs/dated-sweeps.ts.
 */
const SOURCES: readonly { readonly kind: string; readonly sql: string }[] = [
  {
    kind: "installment_due",
    sql: `SELECT min(due.due_on::timestamp AT TIME ZONE m.time_zone) AS at FROM merchant m
      CROSS JOIN LATERAL (SELECT i.due_on FROM installment i
        WHERE i.merchant_id = m.id AND i.state IN ('scheduled', 'due')
          AND i.due_on > ($1::timestamptz AT TIME ZONE m.time_zone)::date
        ORDER BY i.due_on LIMIT 1) due`,
  },
  {
    kind: "installment_step",
    sql: "SELECT i.next_step_at AS at FROM installment i WHERE i.next_step_at > $1::timestamptz ORDER BY i.next_step_at LIMIT 1",
  },
  {
    kind: "installment_reminder",
    sql: "SELECT next_at AS at FROM installment_reminder WHERE next_at > $1::timestamptz ORDER BY next_at LIMIT 1",
  },
  {
    kind: "credit_expiry",
    sql: `SELECT min((lot.expires_on + 1)::timestamp AT TIME ZONE m.time_zone) AS at FROM merchant m
      CROSS JOIN LATERAL (SELECT l.expires_on FROM wallet_lot l
        WHERE l.merchant_id = m.id AND l.is_open AND l.expires_on >= ($1::timestamptz AT TIME ZONE m.time_zone)::date
        ORDER BY l.expires_on LIMIT 1) lot`,
  },
  {
    kind: "credit_notice",
    sql: `SELECT min((lot.expires_on - notice.days)::timestamp AT TIME ZONE m.time_zone) AS at FROM merchant m
      CROSS JOIN (VALUES (14), (3)) AS notice(days)
      CROSS JOIN LATERAL (SELECT l.expires_on FROM wallet_lot l
        WHERE l.merchant_id = m.id AND l.is_open AND l.noticed_days IS DISTINCT FROM notice.days
          AND l.expires_on - notice.days > ($1::timestamptz AT TIME ZONE m.time_zone)::date
        ORDER BY l.expires_on LIMIT 1) lot`,
  },
  {
    kind: "checkout_expiry",
    sql: "SELECT min(expires_at) AS at FROM wallet_hold WHERE state = 'active' AND expires_at > $1",
  },
];

/** What is to happen next, the nearest first; kinds of which nothing waits are left out. */
export async function findDatedWork(
  after: Date,
  reader: Pick<Tx, "query"> = { query },
): Promise<DatedWork[]> {
  const found: DatedWork[] = [];
  for (const { kind, sql } of SOURCES) {
    const [row] = await reader.query<Row>(sql, [after]);
    const at = row === undefined ? null : instantOrNullAt(row, "at");
    if (at !== null) found.push({ kind, at });
  }
  return found.toSorted((left, right) => left.at.getTime() - right.at.getTime());
}

async function query<R extends Row>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
  return (await pool().query<R>(sql, [...values])).rows;
}
