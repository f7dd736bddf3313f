export type CircuitWord = "closed" | "half_open" | "open";

/** What this process sees of a gateway: counted since it started. Nothing in it is a secret. */
export interface GatewayGauge {
  circuit: CircuitWord;
  /** When the circuit opened last, as ISO text; null while it never did. */
  openedAt: string | null;
  callCount: number;
  failureCount: number;
  /** Tries after the first of a call. */
  retryCount: number;
  /** Calls that were not sent, because the circuit was open or too many waited. */
  heldBackCount: number;
  inFlightCount: number;
  /** Mean of the last calls, weighted towards the newest, in milliseconds. */
  latencyMs: number;
  lastFailureCode: string | null;
}

/** One for each process: pages and routes are bundled apart, and must see the same. */
const shared = globalThis as { remitGatewayGauges?: Map<string, GatewayGauge> };

export function gatewayGauges(): Map<string, GatewayGauge> {
  return (shared.remitGatewayGauges ??= new Map<string, GatewayGauge>());
}

export function gatewayGauge(code: string): GatewayGauge {
  const known = gatewayGauges().get(code);
  if (known !== undefined) return known;
  const gauge: GatewayGauge = {
    circuit: "closed",
    openedAt: null,
    callCount: 0,
    failureCount: 0,
    retryCount: 0,
    heldBackCount: 0,
    inFlightCount: 0,
    latencyMs: 0,
    lastFailureCode: null,
  };
  gatewayGauges().set(code, gauge);
  return gauge;
}
