import { countAt, type SqlReader } from "@/lib/db/row";
import type { HealthCheck } from "./health-checks";

/** What a checkout may take our servers and the gateway together, for all but one in twenty. */
export const CHECKOUT_MS_MAX = 3_000;
/** The newest of each merchant within a day are measured, so that looking costs the same however many there are. */
const PAYMENTS_MAX = 500;

/**
 * How long beginning a payment took, from the first statement of its transaction until the gateway's answer was written down:
 * the processing of a checkout on the server's side. Read from the payments' own operations, of every process.
 */
export async function checkCheckoutSpeed(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query(
    `SELECT count(*) AS count,
        coalesce(round(percentile_cont(0.5) WITHIN GROUP (ORDER BY t.took_ms)), 0)::int8 AS p50,
        coalesce(round(percentile_cont(0.95) WITHIN GROUP (ORDER BY t.took_ms)), 0)::int8 AS p95
      FROM merchant m CROSS JOIN LATERAL (
        SELECT p.id FROM payment p WHERE p.merchant_id = m.id AND p.created_at > now() - interval '1 day'
          ORDER BY p.created_at DESC, p.id DESC LIMIT ${PAYMENTS_MAX}) newest
      CROSS JOIN LATERAL (
        SELECT extract(epoch FROM o.finished_at - o.begun_at) * 1000 AS took_ms FROM operation o
          WHERE o.merchant_id = m.id AND o.name = 'payment:' || newest.id || ':create' AND o.attempt = 1
            AND o.finished_at IS NOT NULL) t`,
  );
  const [row] = rows;
  const figures = {
    count: row ? countAt(row, "count") : 0,
    p50Ms: row ? countAt(row, "p50") : 0,
    p95Ms: row ? countAt(row, "p95") : 0,
    allowedMs: CHECKOUT_MS_MAX,
  };
  const { count, p50Ms, p95Ms } = figures;
  const words = `19 of 20 payments were begun within ${p95Ms} ms, half within ${p50Ms} ms (allowed: ${CHECKOUT_MS_MAX} ms; ${count} of the last day).`;
  return {
    name: "checkout_speed",
    status: p95Ms <= CHECKOUT_MS_MAX ? "ok" : "degraded",
    detail: count === 0 ? "No payment was begun in the last day." : words,
    figures,
  };
}
