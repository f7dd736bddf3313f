import type { BenchBooks } from "../database/bench-books";
import { runLoad } from "../load/run-load";
import { interleave, medianRatio } from "../measure/interleave";
import { type BenchLine, ratioLine, told } from "../report/bench-line";

const CLIENT_COUNT = 32;

export interface RoundPlan {
  readonly roundCount: number;
  readonly durationMs: number;
}

/** What the ledger's door does in the database, against the same rows written with nobody watching. */
export async function postingLines(appUrl: string, books: BenchBooks, plan: RoundPlan): Promise<BenchLine[]> {
  const side = (scenario: string) => () =>
    runLoad({
      connectionString: appUrl,
      scenario,
      clientCount: CLIENT_COUNT,
      durationMs: plan.durationMs,
      ...books,
      accountIds: [...books.accountIds],
    });
  const { floor, shared, random, batched } = await interleave(plan.roundCount, {
    floor: side("floor"),
    shared: side("post shared"),
    random: side("post random"),
    batched: side("post shared, batched"),
  });
  const limit = `floor ${told(floor)}`;
  return [
    ratioLine({
      figure: "postings on a shared account, 32 clients",
      ours: told(shared),
      limit,
      ratio: medianRatio(shared, floor),
      atLeast: 0.75,
    }),
    ratioLine({
      figure: "the same in batches of 50",
      ours: told(batched),
      limit,
      ratio: medianRatio(batched, floor),
      atLeast: 2.2,
    }),
    ratioLine({
      figure: "shared account to random accounts",
      ours: told(shared),
      limit: `random ${told(random)}`,
      ratio: medianRatio(shared, random),
      atLeast: 0.95,
    }),
  ];
}
