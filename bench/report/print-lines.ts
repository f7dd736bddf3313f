import type { BenchLine } from "./bench-line";

const WIDTHS = [57, 36, 42, 6, 14] as const;

function row(cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0)).join(" ");
}

/** Prints lines as they come, so that a run that is cut short has said what it knew. */
export function printHead(): void {
  console.log("Latencies are p50 / p99, as a caller sees them.");
  console.log(row(["figure", "ours", "limit or neighbor", "ratio", "target", "met"]));
}

export function printLine(line: BenchLine): void {
  const met = line.isMet === null ? "" : line.isMet ? "yes" : "NO";
  const ratio = line.ratio === null ? "" : line.ratio.toFixed(2);
  console.log(row([line.figure, line.ours, line.limit, ratio, line.target, met]));
}
