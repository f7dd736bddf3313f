import { countAt, type SqlReader } from "@/lib/db/row";
import { secretsTrouble } from "@/lib/platform/env";
import { type GatewayGauge, gatewayGauge } from "@/lib/platform/gateway-gauge";
import { type GatewayMode, gatewayMode } from "./gateway-mode";
import { durationWords, type HealthCheck } from "./health-checks";

const MODE_WORDS = {
  sandbox: "Payments go to the local sandbox: no money moves.",
  stripe_test: "Payments go to Stripe in test mode: no money moves.",
  stripe_live: "Payments go to Stripe: real money moves.",
} as const satisfies Record<GatewayMode, string>;

const CIRCUIT_WORDS = {
  closed: "",
  half_open: " The gateway was failing; one call tries whether it is back.",
  open: " The gateway keeps failing: no calls are made until it is tried again.",
} as const satisfies Record<GatewayGauge["circuit"], string>;

/** What this process sees of the gateway. */
export function gatewayCheck(): HealthCheck {
  const mode = gatewayMode();
  const gauge = gatewayGauge("stripe");
  const isUsed = secretsTrouble() === null;
  const secrets = isUsed
    ? ""
    : " The changed file of keys is not used, because it is not complete; the old ones go on.";
  return {
    name: "gateway",
    status: gauge.circuit === "closed" && isUsed ? "ok" : "degraded",
    detail: `${MODE_WORDS[mode]}${CIRCUIT_WORDS[gauge.circuit]}${secrets}`,
    figures: { mode, ...gauge },
  };
}

/** What the worker last said that it sees of the gateway. */
export async function checkWorkerGateway(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query(
    `SELECT details #>> '{gateways,stripe,circuit}' AS circuit, details #>> '{gateways,stripe,callCount}' AS calls,
        details #>> '{gateways,stripe,failureCount}' AS failures
      FROM heartbeat WHERE process = 'worker'`,
  );
  const [row] = rows;
  const circuit = row?.["circuit"];
  const isClosed = circuit !== "open" && circuit !== "half_open";
  const figures = {
    circuit: typeof circuit === "string" ? circuit : null,
    callCount: Number(row?.["calls"] ?? 0),
    failureCount: Number(row?.["failures"] ?? 0),
  };
  return {
    name: "gateway_worker",
    status: isClosed ? "ok" : "degraded",
    detail: isClosed
      ? `The worker reaches the gateway: ${figures.callCount} calls, ${figures.failureCount} failed.`
      : "The gateway keeps failing for the worker: it asks again by itself.",
    figures,
  };
}

/** An outcome that is unknown for longer than this needs a person. */
export const UNKNOWN_SECONDS_MAX = 600;

/** Payments whose outcome nobody knows yet. */
export async function checkUnknownOutcomes(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query(
    `SELECT count(*) AS count, coalesce(floor(extract(epoch FROM now() - min(coalesce(o.begun_at, p.created_at)))), 0)::int
        AS oldest_seconds
      FROM payment p LEFT JOIN operation o ON o.merchant_id = p.merchant_id AND o.payment_id = p.id
        AND o.state IN ('begun', 'outcome_unknown') AND o.command = 'create-payment'
      WHERE p.state = 'outcome_unknown'`,
  );
  const [row] = rows;
  const count = row ? countAt(row, "count") : 0;
  const oldestSeconds = row ? countAt(row, "oldest_seconds") : 0;
  const words = `${count} payments wait for the gateway, the oldest for ${durationWords(Math.max(oldestSeconds, 0))}.`;
  return {
    name: "unknown_outcomes",
    status: oldestSeconds <= UNKNOWN_SECONDS_MAX ? "ok" : "degraded",
    detail: count === 0 ? "Every outcome is known." : words,
    figures: { count, oldestSeconds },
  };
}
