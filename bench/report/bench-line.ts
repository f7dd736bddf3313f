/** One figure of the bench: what was measured, against which limit, and what was hoped for. */
export interface BenchLine {
  readonly figure: string;
  readonly ours: string;
  readonly limit: string;
  /** The median of the rounds' ratios, where a ratio is what counts. */
  readonly ratio: number | null;
  readonly target: string;
  /** Null where there is nothing to meet. */
  readonly isMet: boolean | null;
}

export const perSecond = (value: number): string => `${Math.round(value).toLocaleString("en-US")}/s`;

export function inMs(value: number): string {
  return value < 10 ? `${value.toFixed(2)} ms` : `${Math.round(value).toLocaleString("en-US")} ms`;
}

export const inKb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** A rate with the latencies that a caller sees. */
export function told(side: {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}): string {
  return `${perSecond(side.perSecond)}, ${inMs(side.p50Ms)} / ${inMs(side.p99Ms)}`;
}

/** A line whose target is a least ratio. */
export function ratioLine(line: {
  figure: string;
  ours: string;
  limit: string;
  ratio: number;
  atLeast: number;
}): BenchLine {
  const { figure, ours, limit, ratio, atLeast } = line;
  return { figure, ours, limit, ratio, target: `≥ ${atLeast}`, isMet: ratio >= atLeast };
}
