import { nextOrderStates, type OrderState, type OrderWorkflow } from "@/lib/domain/orders/order-state";
import { pool } from "@/lib/db/pool";
import { proveLedger } from "@/lib/reports/prove-ledger";

/** Laws of the rows around the ledger, each as a query that answers the offenders. */
const LAWS: Readonly<Record<string, string>> = {
  "an order's total is the sum of its lines and of its installments": `
    SELECT o.id FROM "order" o
      WHERE o.subtotal_minor <> (SELECT coalesce(sum(amount_minor), 0) FROM order_line l
          WHERE l.merchant_id = o.merchant_id AND l.order_id = o.id)
        OR o.total_minor <> (SELECT coalesce(sum(amount_minor), 0) FROM installment i
          WHERE i.merchant_id = o.merchant_id AND i.order_id = o.id)`,
  "no installment is paid twice: what was captured for it is what it claims, or it is kept as unapplied": `
    SELECT i.id FROM installment i WHERE i.paid_minor <> (
      SELECT coalesce(sum(p.amount_minor), 0) FROM payment p
        JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.payment_id = p.id AND e.kind = 'payment_captured'
        WHERE p.merchant_id = i.merchant_id AND p.installment_id = i.id)`,
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
  "a mail's kind is sent at most once for each event": `
    SELECT dedupe_key AS id FROM mail GROUP BY merchant_id, dedupe_key HAVING count(*) > 1`,
  "every unfinished payment has a next look or waits for its buyer without anything at the gateway": `
    SELECT id FROM payment WHERE state IN ('requires_action', 'processing', 'outcome_unknown') AND next_check_at IS NULL`,
  "no secret of a payment is kept anywhere": `
    SELECT id::text FROM webhook_event WHERE payload ~ '_secret_[A-Za-z0-9]'
    UNION ALL SELECT id::text FROM audit_event WHERE changes::text ~ '_secret_[A-Za-z0-9]'
    UNION ALL SELECT id::text FROM order_event WHERE details::text ~ '_secret_[A-Za-z0-9]'
    UNION ALL SELECT id::text FROM payment WHERE metadata::text ~ '_secret_[A-Za-z0-9]'
    UNION ALL SELECT id::text FROM outbox_job WHERE payload::text ~ '_secret_[A-Za-z0-9]'`,
};

interface Step {
  readonly order_id: string;
  readonly from_state: OrderState | null;
  readonly to_state: OrderState;
  readonly state: OrderState;
  readonly workflow: OrderWorkflow;
}

/** Each order's timeline is a walk along its transition table that ends where the order is. */
function brokenTimelines(steps: readonly Step[]): string[] {
  const reached = new Map<string, OrderState>();
  const broken: string[] = [];
  for (const { order_id: id, from_state: from, to_state: to, workflow } of steps) {
    const at = reached.get(id) ?? null;
    const isAllowed = from === null ? to === "confirmed" : nextOrderStates(workflow, from).includes(to);
    if (from !== at || !isAllowed) broken.push(`${id}: from ${at} to ${to} (says from ${from})`);
    reached.set(id, to);
  }
  const ends = new Map(steps.map((step) => [step.order_id, step.state]));
  for (const [id, state] of ends)
    if (reached.get(id) !== state) broken.push(`${id}: is ${state}, last heard of as ${reached.get(id)}`);
  return broken;
}

/**
 * Every law of the books that the whole database breaks, with its first offender: the proofs of `npm run ledger:verify`, and
 * what must hold between orders, payments, invoices and the ledger.
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
    const steps = await client.query<Step>(
      `SELECT e.order_id, e.from_state, e.to_state, o.state, o.workflow FROM order_event e
         JOIN "order" o ON o.merchant_id = e.merchant_id AND o.id = e.order_id
         WHERE e.to_state IS NOT NULL ORDER BY e.recorded_at, e.id`,
    );
    for (const broken of brokenTimelines(steps.rows))
      offenders.push(`a timeline leaves its table: ${broken}`);
    return offenders;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}
