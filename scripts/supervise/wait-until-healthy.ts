import { setTimeout as pause } from "node:timers/promises";

/** Polls the address until it answers 200; rejects with what it answered last. */
export async function waitUntilHealthy(url: string, timeoutMs = 90_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last = "no answer";
  for (;;) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: "manual" });
      if (response.status === 200) return;
      last = `${response.status} ${(await response.text()).slice(0, 500)}`;
    } catch (error) {
      last = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    }
    if (Date.now() > deadline)
      throw new Error(`${url} did not become healthy in ${timeoutMs / 1000} s: ${last}`);
    await pause(150);
  }
}
