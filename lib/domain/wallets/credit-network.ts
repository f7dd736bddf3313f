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

interface Flows {
  /** What no credit pays for yet, by line. */
  readonly spare: bigint[];
  /** How much of each line credit of a kind pays; by the kind's name, which is its eligibility. */
  readonly poured: Map<string, bigint[]>;
  readonly eligibilities: Map<string, Eligibility>;
}

const flowOf = ({ poured }: Flows, className: string, line: number): bigint =>
  poured.get(className)?.[line] ?? 0n;

function addFlow({ poured }: Flows, { className, line }: Step, amountMinor: bigint): void {
  const flows = poured.get(className);
  if (flows !== undefined) flows[line] = (flows[line] ?? 0n) + amountMinor;
}

/** The shortest way from a kind of credit to a line with room: over lines whose credit could pay for another line instead. */
function findWay(flows: Flows, from: string): Step[] | null {
  const ways = new Map<string, readonly Step[]>([[from, []]]);
  const seenLines = new Set<number>();
  for (const [className, way] of ways) {
    for (const [line, mayPay] of (flows.eligibilities.get(className) ?? []).entries()) {
      if (!mayPay || seenLines.has(line)) continue;
      seenLines.add(line);
      const longer = [...way, { className, line }];
      if ((flows.spare[line] ?? 0n) > 0n) return longer;
      // A map goes on to what is added while it is walked.
      for (const other of flows.poured.keys())
        if (!ways.has(other) && flowOf(flows, other, line) > 0n) ways.set(other, longer);
    }
  }
  return null;
}

/** Pours along one way, as much as fits. */
function pourOnce(flows: Flows, from: string, wantedMinor: bigint): bigint {
  const way = findWay(flows, from);
  const last = way?.at(-1);
  if (way === null || last === undefined) return 0n;
  let amountMinor = smaller(wantedMinor, flows.spare[last.line] ?? 0n);
  for (const [index, step] of way.slice(1).entries())
    amountMinor = smaller(amountMinor, flowOf(flows, step.className, way[index]?.line ?? 0));
  for (const [index, step] of way.entries()) {
    addFlow(flows, step, amountMinor);
    const next = way[index + 1];
    if (next !== undefined) addFlow(flows, { className: next.className, line: step.line }, -amountMinor);
  }
  flows.spare[last.line] = (flows.spare[last.line] ?? 0n) - amountMinor;
  return amountMinor;
}

export function creditNetwork(lineAmounts: readonly bigint[]): CreditNetwork {
  const flows: Flows = { spare: [...lineAmounts], poured: new Map(), eligibilities: new Map() };
  return {
    pour: (eligibility, amountMinor) => {
      const className = eligibility.map((mayPay) => (mayPay ? "1" : "0")).join("");
      flows.eligibilities.set(className, eligibility);
      if (!flows.poured.has(className))
        flows.poured.set(
          className,
          lineAmounts.map(() => 0n),
        );
      let leftMinor = amountMinor;
      while (leftMinor > 0n) {
        const went = pourOnce(flows, className, leftMinor);
        if (went === 0n) break;
        leftMinor -= went;
      }
      return amountMinor - leftMinor;
    },
  };
}
