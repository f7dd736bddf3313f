// npm run bench: figures as ratios to the limits of this machine. See docs/performance.md.
import { Client } from "pg";
import { openBenchBooks } from "./database/bench-books";
import { withBenchPostgres } from "./database/bench-postgres";
import { nodePostingLines } from "./lines/node-posting-lines";
import { postingLines } from "./lines/posting-lines";
import type { BenchLine } from "./report/bench-line";
import { printHead, printLine } from "./report/print-lines";

const isQuick = process.argv.includes("--quick");
const plan = isQuick ? { roundCount: 2, durationMs: 1_000 } : { roundCount: 5, durationMs: 2_000 };

function tell(lines: readonly BenchLine[]): void {
  for (const line of lines) printLine(line);
}

printHead();
await withBenchPostgres(async (postgres) => {
  const owner = new Client({ connectionString: postgres.superuserUrl });
  await owner.connect();
  const books = await openBenchBooks(owner);
  tell(await postingLines(postgres.appUrl, books, plan));
  const node = await nodePostingLines(postgres.appUrl, books, plan);
  tell(node.lines);
  await owner.end();
});
