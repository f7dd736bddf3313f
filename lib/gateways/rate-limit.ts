import { setTimeout as delay } from "node:timers/promises";

/** Our own limit was reached, and waiting longer would help nobody: the request was not sent. */
export class RateLimitReached extends Error {
  override readonly name = "RateLimitReached";
}

export interface RateLimit {
  /** Waits for its turn. @throws RateLimitReached when that would take longer than it may. */
  readonly take: () => Promise<void>;
}

/**
 * A token bucket: so many requests a second, and as many at once after a quiet second. Whoever finds it empty waits in line.
 * @see https://docs.stripe.com/rate-limits
 */
export function rateLimit(settings: {
  readonly requestsPerSecond: number;
  readonly waitMaxMs: number;
  readonly nowMs?: () => number;
}): RateLimit {
  const { requestsPerSecond, waitMaxMs, nowMs = () => performance.now() } = settings;
  let tokens = requestsPerSecond;
  let filledAt = nowMs();
  return {
    take: async () => {
      const now = nowMs();
      tokens = Math.min(requestsPerSecond, tokens + ((now - filledAt) / 1_000) * requestsPerSecond);
      filledAt = now;
      const waitMs = tokens >= 1 ? 0 : ((1 - tokens) / requestsPerSecond) * 1_000;
      if (waitMs > waitMaxMs) throw new RateLimitReached(`The wait would be ${Math.round(waitMs)} ms.`);
      tokens -= 1;
      if (waitMs > 0) await delay(waitMs);
    },
  };
}
