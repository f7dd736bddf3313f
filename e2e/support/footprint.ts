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

const DIGEST =
  "count(*) || ' rows ' || coalesce(md5(string_agg(row_text, chr(10) ORDER BY row_text)), '') AS digest";

async function digestsOf(
  tables: (client: Client) => Promise<readonly string[]>,
  rows: (table: string) => string,
  parameter: string,
): Promise<Record<string, string>> {
  const client = new Client({ connectionString: manifest.databaseUrl });
  await client.connect();
  try {
    const digests: Record<string, string> = {};
    for (const table of await tables(client)) {
      const sql = `SELECT ${DIGEST} FROM (${rows(table)}) all_rows`;
      const found = await client.query<{ digest: string }>(sql, [parameter]);
      digests[table] = found.rows[0]?.digest ?? "";
    }
    return digests;
  } finally {
    await client.end();
  }
}

/** A digest of all that a merchant's tables hold, each by its name: equal before and after means that nothing was written. */
export async function footprintOf(merchantSlug: string): Promise<Record<string, string>> {
  return digestsOf(
    () => Promise.resolve(TABLES),
    (table) => `SELECT held::text AS row_text FROM "${table}" held
       WHERE merchant_id = (SELECT id FROM merchant WHERE slug = $1)
         AND held::text NOT LIKE '%session.started%' AND held::text NOT LIKE '%audit.read%'
         AND held::text NOT LIKE '%console.opened%'`,
    merchantSlug,
  );
}

/**
 * The same of all that is one customer's, in every table that says whose its rows are: for a merchant with which other
 * specs work meanwhile.
 */
export async function footprintOfCustomer(email: string): Promise<Record<string, string>> {
  return digestsOf(
    async (client) => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.columns
          WHERE table_schema = 'public' AND column_name = 'customer_id' ORDER BY 1`,
      );
      return rows.map(({ name }) => name);
    },
    (table) => `SELECT held::text AS row_text FROM "${table}" held
       WHERE customer_id IN (SELECT id FROM customer WHERE email = $1)`,
    email,
  );
}
