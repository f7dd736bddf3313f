import type { BenchBooks } from "../database/bench-books";
import { runLoad } from "../load/run-load";
import { interleave, medianRatio } from "../measure/interleave";
import { type BenchLine, ratioLine, told } from "../report/bench-line";
import type { RoundPlan } from "./posting-lines";

const POOL_SIZE = 10;

/** What a process of ours posts through `postEntryRows`, against the transaction that one writes without a door. */
export async function nodePostingLines(
  appUrl: string,
  books: BenchBooks,
  plan: RoundPlan,
): Promise<{ lines: BenchLine[]; postedPerSecond: number; batchedPerSecond: number }> {
  const side = (scenario: string) => () =>
    runLoad({
      connectionString: appUrl,
      scenario,
      clientCount: POOL_SIZE,
      durationMs: plan.durationMs,
      ...books,
      accountIds: [...books.accountIds],
    });
  const { usual, single, batched } = await interleave(plan.roundCount, {
    usual: side("usual interactive transaction"),
    single: side("postEntryRows"),
    batched: side("postEntryRows, batched"),
  });
  const limit = `usual ${told(usual)}`;
  return {
    postedPerSecond: single.perSecond,
    batchedPerSecond: batched.perSecond,
    lines: [
      ratioLine({
        figure: "posting from Node, pool of 10, shared account",
        ours: told(single),
        limit,
        ratio: medianRatio(single, usual),
        atLeast: 8,
      }),
      ratioLine({
        figure: "the same, 50 entries a call",
        ours: told(batched),
        limit,
        ratio: medianRatio(batched, usual),
        atLeast: 17,
      }),
    ],
  };
}
