import { pool } from "@/lib/db/pool";
import { proveIntegrity } from "@/lib/reports/prove-integrity";
import { proveLedger } from "@/lib/reports/prove-ledger";

/** Laws of the rows around the ledger, each as a query that answers the offenders. */
const LAWS: Readonly<Record<string, string>> = {
  "an order that is owed has one open or paid invoice of its amount, and a canceled one has none": `
    SELECT o.id FROM "order" o
      LEFT JOIN invoice v ON v.merchant_id = o.merchant_id AND v.order_id = o.id AND v.state <> 'void'
      GROUP BY o.merchant_id, o.id, o.state, o.total_minor
      HAVING coalesce(sum(v.amount_minor), 0) <> CASE WHEN o.state IN ('payment_pending', 'paid') THEN o.total_minor ELSE 0 END`,
  "a course is open if and only if its order is paid": `
    SELECT o.id FROM "order" o JOIN order_line l ON l.merchant_id = o.merchant_id AND l.order_id = o.id AND l.kind = 'course'
      LEFT JOIN access_grant g ON g.merchant_id = l.merchant_id AND g.order_line_id = l.id AND g.revoked_at IS NULL
      WHERE (o.state = 'paid') <> (g.id IS NOT NULL)`,
  "what is earned is what was delivered: approved sites and opened courses of orders that stand": `
    SELECT l.id FROM order_line l JOIN "order" o ON o.merchant_id = l.merchant_id AND o.id = l.order_id
      WHERE (SELECT count(*) FROM journal_entry e WHERE e.merchant_id = l.merchant_id AND e.kind = 'revenue_recognized'
            AND e.source_id = l.id::text
            AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.merchant_id = e.merchant_id AND r.reversal_of = e.id))
        <> CASE WHEN o.state = 'paid' OR (o.state = 'payment_pending' AND l.kind = 'site_placement') THEN 1 ELSE 0 END`,
};

/**
 * Every law of the books that the whole database breaks, with its first offender: the proofs of `npm run ledger:verify`, the
 * invariants of `npm run integrity`, and what must hold between orders, payments, invoices and the ledger.
 */
export async function booksOffenders(): Promise<string[]> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const proofs = await proveLedger(client);
    const offenders = proofs
      .filter((proof) => proof.offender !== null)
      .map((proof) => `${proof.name}: ${proof.offender}`);
    for (const [law, sql] of Object.entries(LAWS)) {
      const { rows } = await client.query(`${sql} LIMIT 1`);
      if (rows.length > 0) offenders.push(`${law}: ${JSON.stringify(rows[0])}`);
    }
    for (const invariant of await proveIntegrity(client, null))
      for (const { kind, id, note } of invariant.offenders)
        offenders.push(`${invariant.id}: ${kind} ${id}: ${note}`);
    return offenders;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}
