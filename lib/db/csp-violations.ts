import type { CspViolation } from "@/lib/domain/security/csp-violation";
import type { Tx } from "./transaction";

/** Whoever floods us with made-up reports fills no more than this many rows a day. */
const ROWS_PER_DAY_MAX = 200;

/** Counts one more report of a violation on its day. */
export async function countCspViolation(
  tx: Tx,
  row: CspViolation & { readonly merchantId: string; readonly at: Date },
): Promise<void> {
  await tx.execute(
    `INSERT INTO csp_violation AS known (merchant_id, day, surface, directive, blocked_host, report_count, first_at, last_at)
       SELECT $1, ($5::timestamptz AT TIME ZONE 'UTC')::date, $2, $3, $4, 1, $5, $5
       WHERE (SELECT count(*) FROM csp_violation
                WHERE merchant_id = $1 AND day = ($5::timestamptz AT TIME ZONE 'UTC')::date) < ${ROWS_PER_DAY_MAX}
       ON CONFLICT (merchant_id, day, surface, directive, blocked_host)
       DO UPDATE SET report_count = known.report_count + 1, last_at = excluded.last_at`,
    [row.merchantId, row.surface, row.directive, row.blockedHost, row.at],
  );
}

/** Drops what is too old to act on; answers how many rows. */
export async function deleteCspViolationsBefore(tx: Tx, before: Date): Promise<number> {
  return tx.execute("DELETE FROM csp_violation WHERE last_at < $1", [before]);
}
