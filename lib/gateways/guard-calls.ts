import {
  bulkhead,
  BulkheadRejectedError,
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  decorrelatedJitterGenerator,
  ExponentialBackoff,
  handleWhenResult,
  retry,
} from "cockatiel";
import { invariant } from "@/lib/domain/invariant";
import { AUTOMATIC_ATTEMPTS_MAX, errorClass } from "@/lib/domain/payments/gateway-errors";
import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { countTry } from "@/lib/platform/call-scope";
import { type CircuitWord, gatewayGauge } from "@/lib/platform/gateway-gauge";
import { isInTransaction } from "@/lib/platform/transaction-scope";
import { aroundEachAsk } from "./around-each-ask";
import type { Gateway } from "./gateway";

export interface CallSettings {
  /** A call, with all its tries, ends within this. */
  readonly timeoutMs: number;
  readonly callsAtOnceMax: number;
  readonly callsWaitingMax: number;
  /** Calls in a row that fail before no more are made. */
  readonly failuresUntilOpen: number;
  /** How long no calls are made before one tries whether the gateway is back. */
  readonly openForMs: number;
  /** Wait before the second try; it grows from there, jittered. */
  readonly firstWaitMs: number;
}

export const CALL_SETTINGS: CallSettings = {
  timeoutMs: 10_000,
  callsAtOnceMax: 50,
  callsWaitingMax: 100,
  failuresUntilOpen: 5,
  openForMs: 10_000,
  firstWaitMs: 100,
};

type Failed = { readonly outcome: "not_sent" | "outcome_unknown"; readonly code: string };

function isFailed(result: unknown): result is Failed {
  if (typeof result !== "object" || result === null || !("outcome" in result)) return false;
  return result.outcome === "not_sent" || result.outcome === "outcome_unknown";
}

/** Whether asking again at once, under the same key, is safe and may help. A decline is an answer, and never is. */
function isWorthAnotherTry(result: unknown): boolean {
  return isFailed(result) && errorClass(result).retry === "same_key";
}

/** What says something of the gateway rather than of the request: it is away, it fails, or it does not let us in. */
const OUTAGES: readonly string[] = [
  "not_reached",
  "connection_lost",
  "gateway_failed",
  "no_answer",
  "credentials",
];

function isOutage(result: unknown): boolean {
  return isFailed(result) && OUTAGES.includes(errorClass(result).name);
}

const WORDS = {
  [CircuitState.Closed]: "closed",
  [CircuitState.HalfOpen]: "half_open",
  [CircuitState.Open]: "open",
  [CircuitState.Isolated]: "open",
} as const satisfies Record<CircuitState, CircuitWord>;

/** Ends the wait for an answer, not the request: that may still be carried out, so nobody knows. */
async function within<T>(
  timeoutMs: number,
  ask: () => Promise<GatewayOutcome<T>>,
): Promise<GatewayOutcome<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<GatewayOutcome<T>>((resolve) => {
    const message = `No answer within ${timeoutMs} ms.`;
    timer = setTimeout(
      () => resolve({ outcome: "outcome_unknown", code: "gateway_timeout", message }),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([ask(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The policies around every call of one gateway, with the figures that the health page shows. */
function callPolicies(code: string, settings: CallSettings) {
  const gauge = gatewayGauge(code);
  Object.assign(gauge, { circuit: "closed", inFlightCount: 0 });
  const breaker = circuitBreaker(handleWhenResult(isOutage), {
    breaker: new ConsecutiveBreaker(settings.failuresUntilOpen),
    halfOpenAfter: settings.openForMs,
  });
  breaker.onStateChange((state) => {
    gauge.circuit = WORDS[state];
    if (state === CircuitState.Open) gauge.openedAt = new Date().toISOString();
  });
  const tries = retry(handleWhenResult(isWorthAnotherTry), {
    maxAttempts: AUTOMATIC_ATTEMPTS_MAX - 1,
    backoff: new ExponentialBackoff({
      initialDelay: settings.firstWaitMs,
      maxDelay: 2_000,
      generator: decorrelatedJitterGenerator,
    }),
  });
  tries.onRetry(() => (gauge.retryCount += 1));
  const places = bulkhead(settings.callsAtOnceMax, settings.callsWaitingMax);
  return { gauge, breaker, tries, places };
}

type Policies = ReturnType<typeof callPolicies>;

/** Makes a call, and counts it. */
async function timed<T>(
  { gauge, tries }: Policies,
  timeoutMs: number,
  ask: () => Promise<GatewayOutcome<T>>,
): Promise<GatewayOutcome<T>> {
  const startedAt = performance.now();
  gauge.callCount += 1;
  gauge.inFlightCount += 1;
  try {
    let mayBeHeard = false;
    const once = async () => {
      countTry();
      const answer = await ask();
      mayBeHeard ||= answer.outcome === "outcome_unknown";
      return answer;
    };
    const last = await within(timeoutMs, () => tries.execute(once));
    // A refused last try says nothing of one before it that was lost.
    const asked: GatewayOutcome<T> =
      last.outcome === "not_sent" && mayBeHeard ? { ...last, outcome: "outcome_unknown" } : last;
    if (isOutage(asked)) {
      gauge.failureCount += 1;
      gauge.lastFailureCode = "code" in asked ? asked.code : null;
    }
    return asked;
  } finally {
    gauge.inFlightCount -= 1;
    gauge.latencyMs = Math.round(gauge.latencyMs * 0.9 + (performance.now() - startedAt) * 0.1);
  }
}

/** What was not sent because of us: nothing happened, and the same key may be used later. */
function heldBack(error: unknown): GatewayOutcome<never> {
  if (error instanceof BrokenCircuitError)
    return { outcome: "not_sent", code: "gateway_paused", message: "The gateway has been failing." };
  if (error instanceof BulkheadRejectedError)
    return { outcome: "not_sent", code: "gateway_busy", message: "Too many calls wait already." };
  throw error;
}

async function call<T>(
  policies: Policies,
  settings: CallSettings,
  ask: () => Promise<GatewayOutcome<T>>,
): Promise<GatewayOutcome<T>> {
  invariant(
    !isInTransaction(),
    "A gateway is asked outside of transactions: it would hold a connection and its locks.",
  );
  try {
    return await policies.places.execute(() =>
      policies.breaker.execute(() => timed(policies, settings.timeoutMs, ask)),
    );
  } catch (error) {
    const answer = heldBack(error);
    policies.gauge.heldBackCount += 1;
    return answer;
  }
}

/**
 * A gateway whose calls end in time, are tried again where that is safe (with growing, jittered waits, five times at most),
 * are not made while it is failing, and never take more of this process than they may.
 */
export function guardCalls(gateway: Gateway, settings: CallSettings = CALL_SETTINGS): Gateway {
  const policies = callPolicies(gateway.code, settings);
  return aroundEachAsk(
    gateway,
    (_name, ask) =>
      (...input) =>
        call(policies, settings, () => ask(...input)),
  );
}
