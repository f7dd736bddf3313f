import { pool } from "@/lib/db/pool";
import { proveIntegrity } from "@/lib/reports/prove-integrity";
import { proveLedger } from "@/lib/reports/prove-ledger";

/** Laws of the rows around the ledger, each as a query that answers the offenders. */
const LAWS: Readonly<Record<string, string>> = {
  "an installment that is claimed or paid has one open or paid invoice of its amount, and any other has none; a top-up has none at all": `
    SELECT i.id FROM installment i
      LEFT JOIN invoice v ON v.merchant_id = i.merchant_id AND v.installment_id = i.id AND v.state <> 'void'
      GROUP BY i.merchant_id, i.id, i.state, i.amount_minor, i.purpose
      HAVING coalesce(sum(v.amount_minor), 0) <> CASE WHEN i.state IN ('due', 'overdue', 'paid') AND i.purpose <> 'top_up' THEN i.amount_minor ELSE 0 END`,
  "a course is open if and only if its order is released; one that is paid is": `
    SELECT o.id FROM "order" o JOIN order_line l ON l.merchant_id = o.merchant_id AND l.order_id = o.id AND l.kind = 'course'
      LEFT JOIN access_grant g ON g.merchant_id = l.merchant_id AND g.order_line_id = l.id AND g.revoked_at IS NULL
      WHERE (o.released_at IS NOT NULL) <> (g.id IS NOT NULL) OR (o.state = 'paid' AND g.id IS NULL)`,
  "what is earned is what was delivered: approved sites and opened courses of orders that stand": `
    SELECT l.id FROM order_line l JOIN "order" o ON o.merchant_id = l.merchant_id AND o.id = l.order_id
      WHERE (SELECT count(*) FROM journal_entry e WHERE e.merchant_id = l.merchant_id AND e.kind = 'revenue_recognized'
            AND e.source_id = l.id::text
            AND NOT EXISTS (SELECT FROM journal_entry r WHERE r.merchant_id = e.merchant_id AND r.reversal_of = e.id))
        <> CASE WHEN l.kind = 'wallet_top_up' THEN 0 WHEN o.state IN ('payment_pending', 'paid') AND (o.released_at IS NOT NULL OR l.kind = 'site_placement')
             THEN 1 ELSE 0 END`,
  "an order is not both earned ahead of its invoices and invoiced ahead of its earnings; one that is paid is neither": `
    SELECT o.id FROM "order" o CROSS JOIN LATERAL (
      SELECT coalesce(sum(p.amount_minor) FILTER (WHERE a.code = 'deferred_revenue'), 0) AS deferred,
          coalesce(sum(p.amount_minor) FILTER (WHERE a.code = 'unbilled_revenue'), 0) AS unbilled
        FROM journal_entry e JOIN posting p ON p.merchant_id = e.merchant_id AND p.entry_id = e.id
        JOIN ledger_account a ON a.merchant_id = p.merchant_id AND a.id = p.account_id
        WHERE e.merchant_id = o.merchant_id AND e.order_id = o.id) s
      WHERE s.deferred > 0 OR s.unbilled < 0 OR (s.deferred <> 0 AND s.unbilled <> 0)
        OR (o.state IN ('paid', 'canceled') AND (s.deferred <> 0 OR s.unbilled <> 0))`,
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
