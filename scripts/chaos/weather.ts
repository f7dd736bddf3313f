import { setTimeout as pause } from "node:timers/promises";

/** What the gateway does to requests during a run. */
const FAULTS = [
  { kind: "reset_after", probability: 0.05 },
  { kind: "error_500", probability: 0.04 },
  { kind: "error_503", probability: 0.03 },
  { kind: "error_500_after", probability: 0.03 },
  { kind: "latency", probability: 0.1, delay_ms: 8_000 },
] as const;

/** Events that come within this time may come in any order. */
const HELD_FOR_MS = 1_500;

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

/** Ends all of it. What was sent before is still on its way. */
export type EndOfWeather = () => Promise<void>;

/** Keeps events back for a moment, and lets them go as they came or the other way round, until told to stop. */
function mixEvents(sandboxUrl: string): EndOfWeather {
  let isOver = false;
  const mixing = (async () => {
    while (!isOver) {
      await steer(sandboxUrl, "POST", "deliveries/hold", {});
      await pause(HELD_FOR_MS * Math.random());
      const order = Math.random() < 0.5 ? "reverse" : "in_order";
      await steer(sandboxUrl, "POST", "deliveries/release", { order });
      await pause(HELD_FOR_MS * Math.random());
    }
  })();
  mixing.catch(() => undefined);
  return async () => {
    isOver = true;
    await mixing;
  };
}

/** From now on the gateway is slow, fails, cuts connections after the effect, and sends each event twice, in no order. */
export async function startBadWeather(sandboxUrl: string): Promise<EndOfWeather> {
  for (const fault of FAULTS) await steer(sandboxUrl, "POST", "faults", { path: "/v1/*", ...fault });
  await steer(sandboxUrl, "POST", "deliveries/duplicate", { count: "always" });
  const stopMixing = mixEvents(sandboxUrl);
  return async () => {
    await stopMixing();
    await steer(sandboxUrl, "DELETE", "faults");
    await steer(sandboxUrl, "DELETE", "deliveries/rules");
  };
}

/** The buyer answers the bank's question. */
export function authenticate(sandboxUrl: string, intentId: string): Promise<void> {
  return steer(sandboxUrl, "POST", "authenticate", { intent: intentId, outcome: "succeeded" });
}
