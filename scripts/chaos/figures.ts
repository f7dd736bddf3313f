import { percentile } from "@/bench/measure/statistics";

/** What the customers of a run met, counted while it runs. */
export interface Figures {
  /** A request that was answered, by what it was for. */
  readonly answered: (what: string, status: number, durationMs: number) => void;
  /** A request whose connection was refused or cut. */
  readonly cut: (what: string) => void;
  readonly paid: (durationMs: number) => void;
  readonly lines: () => string[];
  /** How many of these requests were answered so. */
  readonly countOf: (what: string, status: number) => number;
  readonly cutCount: () => number;
}

const inMs = (value: number) => `${Math.round(value)} ms`;
const inSeconds = (value: number) => `${(value / 1_000).toFixed(1)} s`;

export function createFigures(): Figures {
  const durations = new Map<string, number[]>();
  const statuses = new Map<string, Map<number, number>>();
  const cuts = new Map<string, number>();
  const payments: number[] = [];
  const lineOf = (what: string): string => {
    const taken = durations.get(what) ?? [];
    const counts = [...(statuses.get(what) ?? [])].toSorted(([left], [right]) => left - right);
    const told = counts.map(([status, count]) => `${count} × ${status}`).join(", ");
    const cut = cuts.get(what) ?? 0;
    const times = `p50 ${inMs(percentile(taken, 50))}, p99 ${inMs(percentile(taken, 99))}`;
    return `${what}: ${times}; ${told}${cut > 0 ? `, ${cut} cut` : ""}`;
  };
  return {
    answered(what, status, durationMs) {
      const taken = durations.get(what) ?? [];
      taken.push(durationMs);
      durations.set(what, taken);
      const counts = statuses.get(what) ?? new Map<number, number>();
      counts.set(status, (counts.get(status) ?? 0) + 1);
      statuses.set(what, counts);
    },
    cut: (what) => void cuts.set(what, (cuts.get(what) ?? 0) + 1),
    paid: (durationMs) => void payments.push(durationMs),
    lines: () => [
      ...[...new Set([...durations.keys(), ...cuts.keys()])].toSorted().map(lineOf),
      `from ordering to paid: p50 ${inSeconds(percentile(payments, 50))}, p99 ${inSeconds(percentile(payments, 99))}`,
    ],
    countOf: (what, status) => statuses.get(what)?.get(status) ?? 0,
    cutCount: () => [...cuts.values()].reduce((sum, count) => sum + count, 0),
  };
}
