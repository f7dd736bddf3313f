// npm run bench [-- --quick | --full | --wallets]: figures as ratios to the limits of this machine. See docs/performance.md.
import path from "node:path";
import { Client } from "pg";
import { migrate } from "@/scripts/database/migrate";
import { isBuildCurrent } from "@/scripts/stack/build-application";
import { createSupervisor } from "@/scripts/supervise/supervisor";
import { copyToFloor, openBenchBooks } from "./database/bench-books";
import { withBenchPostgres } from "./database/bench-postgres";
import { fillBooks } from "./database/fill-books";
import { guardLines } from "./lines/guard-lines";
import { growthLines } from "./lines/growth-lines";
import { inboxLines } from "./lines/inbox-lines";
import { nodePostingLines } from "./lines/node-posting-lines";
import { postingLines } from "./lines/posting-lines";
import type { BenchLine } from "./report/bench-line";
import { printHead, printLine } from "./report/print-lines";
import { BENCH_BUILD } from "./stage/web-stage";
import { walletLines } from "./lines/wallet-lines";
import { webLines } from "./web-lines";

const QUICK = {
  plan: { roundCount: 2, durationMs: 1_000 },
  inbox: { orderCount: 100, sandboxOrderCount: 20 },
  guards: { roundCount: 2, orderCount: 40 },
  wallets: { walletCount: 1_000, movementCount: 100_000 },
  lineCount: 100_000,
} as const;
const USUAL = {
  plan: { roundCount: 5, durationMs: 2_000 },
  inbox: { orderCount: 400, sandboxOrderCount: 100 },
  guards: { roundCount: 5, orderCount: 200 },
  wallets: { walletCount: 10_000, movementCount: 1_000_000 },
  lineCount: 1_000_000,
} as const;

const LINES_BEFORE = 50_000;

/** Only what spending credit costs. */
const isWalletsOnly = process.argv.includes("--wallets");
const isQuick = process.argv.includes("--quick");
const { plan, inbox, guards, wallets, ...sizes } = isQuick ? QUICK : USUAL;
const lineCount = process.argv.includes("--full") ? 5_000_000 : sizes.lineCount;

const supervisor = createSupervisor({ logFolder: path.resolve(".remit", "bench", "logs"), onLine: () => {} });
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void supervisor.stop().then(() => process.exit(1)));
}

function tell(lines: readonly BenchLine[]): void {
  for (const line of lines) printLine(line);
}

printHead();
try {
  await withBenchPostgres(async (postgres) => {
    const owner = new Client({ connectionString: postgres.superuserUrl });
    await owner.connect();
    const books = await openBenchBooks(owner);
    // Plans that are made for empty tables are no one's daily life.
    await fillBooks(owner, books, LINES_BEFORE);
    await copyToFloor(owner);
    await owner.end();
    if (isWalletsOnly) return tell(await walletLines(postgres, { ...plan, ...wallets }));
    tell(await postingLines(postgres.appUrl, books, plan));
    const node = await nodePostingLines(postgres.appUrl, books, plan);
    tell(node.lines);
    tell(await walletLines(postgres, { ...plan, ...wallets }));
    tell(await inboxLines(postgres.appUrl, supervisor, { ...inbox, postedPerSecond: node.postedPerSecond }));
    tell(await guardLines(postgres.appUrl, guards));
    tell(await growthLines(postgres, migrate, { ...plan, lineCount }));
  });
  if (isWalletsOnly) {
    // Nothing of the rest was asked for.
  } else if (isQuick && !isBuildCurrent(BENCH_BUILD)) {
    console.log(
      "Pages, checkout and webhooks need a build, which takes longer than --quick may: run it without.",
    );
  } else {
    await webLines(supervisor, plan, tell);
  }
} finally {
  await supervisor.stop();
}
