/** What the gateway does to requests during a run. */
const FAULTS = [
  { kind: "reset_after", probability: 0.05 },
  { kind: "error_500", probability: 0.04 },
  { kind: "error_503", probability: 0.03 },
  { kind: "error_500_after", probability: 0.03 },
  { kind: "latency", probability: 0.1, delay_ms: 8_000 },
] as const;

async function steer(
  sandboxUrl: string,
  method: "POST" | "DELETE",
  path: string,
  body?: object,
): Promise<void> {
  const response = await fetch(`${sandboxUrl}/_sandbox/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`The sandbox refused ${path}: ${await response.text()}`);
}

/** From now on the gateway is slow, fails, cuts connections after the effect, and sends each event twice. */
export async function startBadWeather(sandboxUrl: string): Promise<void> {
  for (const fault of FAULTS) await steer(sandboxUrl, "POST", "faults", { path: "/v1/*", ...fault });
  await steer(sandboxUrl, "POST", "deliveries/duplicate", { count: "always" });
}

/** Ends all of it. What was sent before is still on its way. */
export async function endBadWeather(sandboxUrl: string): Promise<void> {
  await steer(sandboxUrl, "DELETE", "faults");
  await steer(sandboxUrl, "DELETE", "deliveries/rules");
}

/** The buyer answers the bank's question. */
export function authenticate(sandboxUrl: string, intentId: string): Promise<void> {
  return steer(sandboxUrl, "POST", "authenticate", { intent: intentId, outcome: "succeeded" });
}
