import type { LoadFigures } from "../load/run-load";
import { median } from "./statistics";

/** All rounds of one side. */
export interface Rounds {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly each: readonly LoadFigures[];
}

/** Runs the sides one after the other, again and again, so that whatever else the machine does meets them all. */
export async function interleave<Side extends string>(
  roundCount: number,
  sides: Readonly<Record<Side, () => Promise<LoadFigures>>>,
): Promise<Record<Side, Rounds>> {
  const each = new Map<string, LoadFigures[]>();
  const order = Object.entries<() => Promise<LoadFigures>>(sides);
  for (let round = 0; round < roundCount; round += 1) {
    for (const [side, measure] of round % 2 === 0 ? order : order.toReversed()) {
      each.set(side, [...(each.get(side) ?? []), await measure()]);
    }
  }
  const rounds = Object.fromEntries(
    order.map(([side]): [string, Rounds] => {
      const own = each.get(side) ?? [];
      return [
        side,
        {
          perSecond: median(own.map((one) => one.perSecond)),
          p50Ms: median(own.map((one) => one.p50Ms)),
          p99Ms: median(own.map((one) => one.p99Ms)),
          each: own,
        },
      ];
    }),
  );
  return rounds as Record<Side, Rounds>;
}

/** The median of the rounds' own ratios: a slow minute of the machine slows both sides of a round. */
export function medianRatio(ours: Rounds, limit: Rounds): number {
  return median(
    ours.each.map((one, round) => one.perSecond / Math.max(limit.each[round]?.perSecond ?? 0, 1e-9)),
  );
}
