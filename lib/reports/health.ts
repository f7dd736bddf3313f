import { pool } from "@/lib/db/pool";
import type { SqlReader } from "@/lib/db/row";
import { isDatabaseFull } from "@/lib/platform/database-gauge";
import { expectedMigrations } from "@/lib/platform/expected-migrations";
import { checkCheckoutSpeed } from "./checkout-speed";
import { checkClock, checkDeliveries, checkSweep } from "./delivery-checks";
import { checkUnknownOutcomes, checkWorkerGateway, gatewayCheck } from "./gateway-checks";
import {
  checkBlockedScripts,
  checkInbox,
  checkLastWebhook,
  checkLedger,
  checkMails,
  checkMigrations,
  checkOutbox,
  checkProof,
  checkWorker,
  type HealthCheck,
  type HealthStatus,
} from "./health-checks";
import { inTime } from "./in-time";

export interface Health {
  readonly status: HealthStatus;
  readonly checks: readonly HealthCheck[];
}

/** A database that does not answer within this is down for whoever waits. */
const DATABASE_TIMEOUT_MS = 3_000;

function worst(checks: readonly HealthCheck[]): HealthStatus {
  if (checks.some((each) => each.status === "down")) return "down";
  return checks.some((each) => each.status === "degraded") ? "degraded" : "ok";
}

function databaseDown(): HealthCheck {
  return { name: "database", status: "down", detail: "The database cannot be reached.", figures: {} };
}

async function databaseChecks(reader: SqlReader): Promise<HealthCheck[]> {
  const startedAt = performance.now();
  await reader.query("SELECT 1");
  const latencyMs = Math.round(performance.now() - startedAt);
  const isFull = isDatabaseFull();
  const database: HealthCheck = {
    name: "database",
    status: isFull ? "down" : "ok",
    detail: isFull
      ? "Its disk is full: what is there can be read, and nothing can be written. Make room on it."
      : `Answered in ${latencyMs} ms.`,
    figures: { latencyMs },
  };
  const migrations = await checkMigrations(reader, expectedMigrations());
  // Without the tables that the code expects, the other checks would only say the same thing less clearly.
  if (migrations.status === "down") return [database, migrations];
  const rest = await Promise.all(
    [
      checkWorker,
      checkWorkerGateway,
      checkUnknownOutcomes,
      checkInbox,
      checkLastWebhook,
      checkSweep,
      checkDeliveries,
      checkClock,
      checkCheckoutSpeed,
      checkOutbox,
      checkMails,
      checkLedger,
      checkProof,
      checkBlockedScripts,
    ].map((look) => look(reader)),
  );
  return [database, migrations, ...rest];
}

/** Looks at everything that Remit needs. Never throws: a database that is away is an answer too. */
export async function health(reader: SqlReader = pool()): Promise<Health> {
  const checks = await inTime(databaseChecks(reader), DATABASE_TIMEOUT_MS).then(
    (found) => found,
    () => [databaseDown()],
  );
  const all = [...checks, gatewayCheck()];
  return { status: worst(all), checks: all };
}

/** Whether requests can be served: the database answers, has space, and has the tables that the code expects. */
export async function isReady(reader: SqlReader = pool()): Promise<boolean> {
  if (isDatabaseFull()) return false;
  const checks = inTime(checkMigrations(reader, expectedMigrations()), DATABASE_TIMEOUT_MS);
  return checks.then(
    (migrations) => migrations.status === "ok",
    () => false,
  );
}
