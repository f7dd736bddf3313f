import { booksOffenders } from "../support/books-offenders";
import { type History, simulate } from "./simulate";
import type { World } from "./world";

/** What came of many histories: where their orders ended, and the first that broke a law. */
export interface Lived {
  readonly count: number;
  readonly states: Readonly<Record<string, number>>;
  readonly broken: History | null;
  /** Laws of the whole books that are broken at the end. */
  readonly offenders: readonly string[];
}

/** Lives through histories from one seed on, until one breaks a law, their number is reached or the time is over. */
export async function liveThrough(
  world: World,
  span: { readonly firstSeed: number; readonly count: number; readonly untilMs?: number },
): Promise<Lived> {
  const states: Record<string, number> = {};
  let count = 0;
  let broken: History | null = null;
  while (broken === null && count < span.count && Date.now() < (span.untilMs ?? Number.POSITIVE_INFINITY)) {
    const history = await simulate(world, span.firstSeed + count);
    count += 1;
    if (history.broken === null) states[history.state] = (states[history.state] ?? 0) + 1;
    else broken = history;
  }
  return { count, states, broken, offenders: broken === null ? await booksOffenders() : [] };
}

/** The line by which a failure is seen again, and what led to it. */
export function failureText(history: History): string {
  const steps = history.steps.map((step, index) => `  ${index + 1}. ${step}`).join("\n");
  return `${history.broken}\nnpm run simulate -- --seed ${history.seed} --histories 1\n${steps}`;
}
