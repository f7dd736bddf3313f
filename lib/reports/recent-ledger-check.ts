import { bigintAt, type SqlReader, textAt } from "@/lib/db/row";

/** Entries looked at for each merchant: the cost stays the same however long the books grow. */
const NEWEST_COUNT = 500;

const SQL = `WITH newest AS (
    SELECT e.merchant_id, e.id FROM merchant m CROSS JOIN LATERAL (
      SELECT merchant_id, id FROM journal_entry WHERE merchant_id = m.id ORDER BY id DESC LIMIT ${NEWEST_COUNT}) e)
  SELECT p.entry_id, p.currency, sum(p.amount_minor) AS net_minor
  FROM newest JOIN posting p ON p.merchant_id = newest.merchant_id AND p.entry_id = newest.id
  GROUP BY p.merchant_id, p.entry_id, p.currency HAVING sum(p.amount_minor) <> 0 LIMIT 1`;

/**
 * A quick look at the books for the health page: whether the newest entries balance. Answers the offender's sentence or null.
 * The whole proof is `npm run ledger:verify`.
 */
export async function recentLedgerOffender(reader: SqlReader): Promise<string | null> {
  const { rows } = await reader.query(SQL);
  const [row] = rows;
  if (!row) return null;
  return `Journal entry ${textAt(row, "entry_id")} is out of balance by ${bigintAt(row, "net_minor")} in ${textAt(row, "currency")}.`;
}
