import { describe, expect, test } from "vitest";
import { repeat } from "./repeat";

const NEVER_MS = 3_600_000;

/** Work whose every run waits to be let go. */
function steppedWork() {
  let runs = 0;
  let finish: (isMore: boolean) => void = () => undefined;
  let begun: () => void = () => undefined;
  const next = () => new Promise<void>((resolve) => (begun = resolve));
  let started = next();
  return {
    get runs() {
      return runs;
    },
    started: () => started,
    finish: (isMore: boolean) => {
      started = next();
      finish(isMore);
    },
    work: () => {
      runs += 1;
      begun();
      return new Promise<boolean>((resolve) => (finish = resolve));
    },
  };
}

describe("repeated work", () => {
  test("goes on at once while there is more, and rests when there is not", async () => {
    const steps = steppedWork();
    const repeated = repeat("test", NEVER_MS, steps.work);
    for (const isMore of [true, true, false]) {
      await steps.started();
      steps.finish(isMore);
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(steps.runs).toBe(3);
    const woken = steps.started();
    repeated.wake();
    await woken;
    expect(steps.runs).toBe(4);
    steps.finish(false);
    await repeated.stop();
  });

  test("does not miss a wake-up that comes while it works", async () => {
    const steps = steppedWork();
    const repeated = repeat("test", NEVER_MS, steps.work);
    await steps.started();
    repeated.wake();
    steps.finish(false);
    await steps.started();
    expect(steps.runs).toBe(2);
    steps.finish(false);
    await repeated.stop();
  });

  test("lets the work in hand finish before it has stopped, and begins no other", async () => {
    const steps = steppedWork();
    const repeated = repeat("test", NEVER_MS, steps.work);
    await steps.started();
    let isStopped = false;
    const stopping = repeated.stop().then(() => (isStopped = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(false);
    steps.finish(true);
    await stopping;
    expect(steps.runs).toBe(1);
  });

  test("goes on after work that threw", async () => {
    let runs = 0;
    const repeated = repeat("test", 1, async () => {
      runs += 1;
      if (runs === 1) throw new Error("A bug.");
      return false;
    });
    while (runs < 2) await new Promise((resolve) => setImmediate(resolve));
    await repeated.stop();
    expect(runs).toBeGreaterThanOrEqual(2);
  });
});
