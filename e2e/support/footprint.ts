import { Client } from "pg";
import { manifest } from "./manifest";

/**
 * Every table in which looking at a page must leave no trace. Sessions are left out: being seen is noted in them; so are
 * readings of the audit log and visits of staff, each of which is on record.
 */
const TABLES = [
  "access_grant",
  "audit_event",
  "customer",
  "installment",
  "invoice",
  "journal_entry",
  "ledger_account",
  "ledger_balance",
  "mail",
  "order",
  "order_event",
  "order_line",
  "outbox_job",
  "payment",
  "payment_attempt",
  "payment_method",
  "posting",
  "product",
  "site",
  "webhook_event",
] as const;

/** A digest of all that a merchant's tables hold, each by its name: equal before and after means that nothing was written. */
export async function footprintOf(merchantSlug: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: manifest.databaseUrl });
  await client.connect();
  try {
    const digests: Record<string, string> = {};
    for (const table of TABLES) {
      const { rows } = await client.query<{ digest: string }>(
        `SELECT count(*) || ' rows ' || coalesce(md5(string_agg(row_text, chr(10) ORDER BY row_text)), '') AS digest
         FROM (SELECT held::text AS row_text FROM "${table}" held
               WHERE merchant_id = (SELECT id FROM merchant WHERE slug = $1)
                 AND held::text NOT LIKE '%session.started%' AND held::text NOT LIKE '%audit.read%'
                 AND held::text NOT LIKE '%console.opened%') all_rows`,
        [merchantSlug],
      );
      digests[table] = rows[0]?.digest ?? "";
    }
    return digests;
  } finally {
    await client.end();
  }
}
