import type { LoadFigures } from "../load/run-load";
import { percentile } from "./statistics";

/** Does something with each item, so many at a time. */
export async function inLanes<T>(
  items: readonly T[],
  laneCount: number,
  act: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: laneCount }, async () => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await act(item);
    }),
  );
}

/** The same, with how fast that was and how long each took. */
export async function timedInLanes<T>(
  items: readonly T[],
  laneCount: number,
  act: (item: T) => Promise<void>,
): Promise<LoadFigures> {
  const latenciesMs: number[] = [];
  const begunAt = performance.now();
  await inLanes(items, laneCount, async (item) => {
    const at = performance.now();
    await act(item);
    latenciesMs.push(performance.now() - at);
  });
  return {
    perSecond: (items.length * 1000) / (performance.now() - begunAt),
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
  };
}
