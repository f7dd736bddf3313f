import type { DeliveryFailures } from "@/lib/domain/payments/non-critical";
import { pool } from "./pool";
import { countAt, type SqlReader } from "./row";

/** Counts a delivery that failed; answers how many have failed in a row. */
export async function countDeliveryFailure(gateway: string, reason: string): Promise<number> {
  const { rows } = await pool().query<{ failed_in_row: number }>(
    `INSERT INTO webhook_failure (gateway, failed_in_row, last_failed_at, last_reason) VALUES ($1, 1, now(), $2)
       ON CONFLICT (gateway) DO UPDATE SET failed_in_row = webhook_failure.failed_in_row + 1, last_failed_at = now(),
         last_reason = excluded.last_reason
       RETURNING failed_in_row`,
    [gateway, reason],
  );
  return rows[0]?.failed_in_row ?? 1;
}

/** A delivery was accepted: the row of failures has ended. */
export async function endDeliveryFailures(gateway: string): Promise<void> {
  await pool().query({
    name: "webhook-failures-end",
    text: "UPDATE webhook_failure SET failed_in_row = 0 WHERE gateway = $1 AND failed_in_row > 0",
    values: [gateway],
  });
}

/** How many deliveries of the gateway have failed in a row, and how long ago the last one did; null when none ever did. */
export async function findDeliveryFailures(
  gateway: string,
  reader: SqlReader = pool(),
): Promise<DeliveryFailures | null> {
  const { rows } = await reader.query(
    `SELECT failed_in_row, floor(extract(epoch FROM now() - last_failed_at))::int AS seconds
       FROM webhook_failure WHERE gateway = $1`,
    [gateway],
  );
  const [row] = rows;
  if (row === undefined) return null;
  return { failedInRow: countAt(row, "failed_in_row"), secondsSinceLast: countAt(row, "seconds") };
}
