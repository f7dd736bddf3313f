/** Which lines credit of one kind of restriction may pay for: one flag for each line. */
type Eligibility = readonly boolean[];

interface Step {
  readonly className: string;
  readonly line: number;
}

/**
 * Credit poured over lines, each line taking no more than it costs. What was poured stays poured: later credit may move it to
 * another line that it may pay for as well, never take it out. So pouring in some order gives each its most in that order, and
 * all together the most there is.
 */
export interface CreditNetwork {
  /** Pours credit that may pay for some of the lines; answers how much of it went in. */
  readonly pour: (eligibility: Eligibility, amountMinor: bigint) => bigint;
}

const smaller = (left: bigint, right: bigint): bigint => (left < right ? left : right);

export function creditNetwork(lineAmounts: readonly bigint[]): CreditNetwork {
  const spare = [...lineAmounts];
  /** How much of each line credit of a kind pays; by the kind's name, which is its eligibility. */
  const poured = new Map<string, bigint[]>();
  const eligibilities = new Map<string, Eligibility>();

  const flowOf = (className: string, line: number): bigint => poured.get(className)?.[line] ?? 0n;
  const addFlow = ({ className, line }: Step, amountMinor: bigint): void => {
    const flows = poured.get(className);
    if (flows !== undefined) flows[line] = (flows[line] ?? 0n) + amountMinor;
  };

  /** The shortest way from a kind of credit to a line with room: over lines whose credit could pay for another line instead. */
  function findWay(from: string): Step[] | null {
    const ways = new Map<string, readonly Step[]>([[from, []]]);
    const seenLines = new Set<number>();
    for (const [className, way] of ways) {
      for (const [line, mayPay] of (eligibilities.get(className) ?? []).entries()) {
        if (!mayPay || seenLines.has(line)) continue;
        seenLines.add(line);
        const longer = [...way, { className, line }];
        if ((spare[line] ?? 0n) > 0n) return longer;
        // A map goes on to what is added while it is walked.
        for (const other of poured.keys())
          if (!ways.has(other) && flowOf(other, line) > 0n) ways.set(other, longer);
      }
    }
    return null;
  }

  function pourOnce(from: string, wantedMinor: bigint): bigint {
    const way = findWay(from);
    const last = way?.at(-1);
    if (way === null || last === undefined) return 0n;
    let amountMinor = smaller(wantedMinor, spare[last.line] ?? 0n);
    for (const [index, step] of way.slice(1).entries())
      amountMinor = smaller(amountMinor, flowOf(step.className, way[index]?.line ?? 0));
    for (const [index, step] of way.entries()) {
      addFlow(step, amountMinor);
      const next = way[index + 1];
      if (next !== undefined) addFlow({ className: next.className, line: step.line }, -amountMinor);
    }
    spare[last.line] = (spare[last.line] ?? 0n) - amountMinor;
    return amountMinor;
  }

  return {
    pour: (eligibility, amountMinor) => {
      const className = eligibility.map((mayPay) => (mayPay ? "1" : "0")).join("");
      eligibilities.set(className, eligibility);
      if (!poured.has(className))
        poured.set(
          className,
          lineAmounts.map(() => 0n),
        );
      let leftMinor = amountMinor;
      while (leftMinor > 0n) {
        const went = pourOnce(className, leftMinor);
        if (went === 0n) break;
        leftMinor -= went;
      }
      return amountMinor - leftMinor;
    },
  };
}
