import { describe, expect, test } from "vitest";
import { rateLimit, RateLimitReached } from "./rate-limit";

describe("GTW-19: our own limit of requests", () => {
  test("lets a second's worth through at once and refuses whoever would wait too long", async () => {
    const limit = rateLimit({ requestsPerSecond: 20, waitMaxMs: 0, nowMs: () => 0 });
    for (let request = 0; request < 20; request += 1) await limit.take();
    await expect(limit.take()).rejects.toBeInstanceOf(RateLimitReached);
  });

  test("fills up with time, and never beyond a second's worth", async () => {
    let nowMs = 0;
    const limit = rateLimit({ requestsPerSecond: 20, waitMaxMs: 0, nowMs: () => nowMs });
    const taken = async () => {
      for (let count = 0; ; count += 1) {
        const isTaken = await limit.take().then(
          () => true,
          () => false,
        );
        if (!isTaken) return count;
      }
    };
    expect(await taken()).toBe(20);
    nowMs = 250;
    expect(await taken()).toBe(5);
    nowMs = 60_000;
    expect(await taken()).toBe(20);
  });

  test("has the others wait in line, one after the other", async () => {
    const limit = rateLimit({ requestsPerSecond: 100, waitMaxMs: 1_000, nowMs: () => 0 });
    for (let request = 0; request < 100; request += 1) await limit.take();
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((place) => limit.take().then(() => order.push(place))));
    expect(order).toEqual([1, 2, 3]);
  });
});
