import { countAt, type SqlReader, textOrNullAt } from "@/lib/db/row";
import { isPaused, NON_CRITICAL_OPERATIONS, NON_CRITICAL_WORDS } from "@/lib/domain/payments/non-critical";
import { findDeliveryFailures } from "@/lib/db/webhook-failures";
import { durationWords, type HealthCheck } from "./health-checks";

/** The sweep runs every five minutes; after this long it is taken for stuck. */
const SWEEP_AGE_MAX_SECONDS = 1_800;

/** Whether what the gateway never delivered would still be fetched. */
export async function checkSweep(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query(
    `SELECT floor(extract(epoch FROM now() - last_run_at))::int AS age_seconds, total_found_count, last_error
       FROM webhook_sweep WHERE gateway = 'stripe'`,
  );
  const [row] = rows;
  const name = "webhook_sweep";
  if (row === undefined)
    return {
      name,
      status: "ok",
      detail: "The first sweep is within five minutes.",
      figures: { ageSeconds: null },
    };
  const ageSeconds = Math.max(countAt(row, "age_seconds"), 0);
  const foundCount = countAt(row, "total_found_count");
  const error = textOrNullAt(row, "last_error");
  const isOk = error === null && ageSeconds <= SWEEP_AGE_MAX_SECONDS;
  const asked =
    error === null
      ? `The gateway's events were listed ${durationWords(ageSeconds)} ago;`
      : "The gateway's events could not be listed the last time;";
  return {
    name,
    status: isOk ? "ok" : "degraded",
    detail: `${asked} ${foundCount} were never delivered and fetched in all.`,
    figures: { ageSeconds, foundCount },
  };
}

/** Webhooks older than five minutes are refused, so a clock that is off by a minute is on its way to refusing all. */
const SKEW_MAX_SECONDS = 60;

/** How far this machine's clock is from the database's. */
export async function checkClock(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query(
    "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint AS seconds",
  );
  const [row] = rows;
  const skewSeconds = row === undefined ? 0 : Math.floor(Date.now() / 1_000) - countAt(row, "seconds");
  const isOk = Math.abs(skewSeconds) <= SKEW_MAX_SECONDS;
  return {
    name: "clock",
    status: isOk ? "ok" : "degraded",
    detail: isOk
      ? "The clocks of web and database agree."
      : `The clocks of web and database are ${durationWords(Math.abs(skewSeconds))} apart. Beyond five minutes webhooks are refused.`,
    figures: { skewSeconds },
  };
}

/** Whether deliveries arrive, and what waits while they do not. */
export async function checkDeliveries(reader: SqlReader): Promise<HealthCheck> {
  const failures = await findDeliveryFailures("stripe", reader);
  const isWaiting = isPaused(failures);
  const paused = NON_CRITICAL_OPERATIONS.map((operation) => NON_CRITICAL_WORDS[operation]).join(", ");
  return {
    name: "webhook_deliveries",
    status: isWaiting ? "degraded" : "ok",
    detail: isWaiting
      ? `${failures?.failedInRow ?? 0} deliveries in a row were refused. Paused: ${paused}. It goes on with the next delivery that is accepted, or after 15 minutes without a refused one.`
      : "Deliveries are accepted; nothing is paused.",
    figures: { failedInRow: failures?.failedInRow ?? 0, paused: isWaiting ? paused : null },
  };
}
