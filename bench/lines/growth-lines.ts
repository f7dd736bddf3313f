import { Client } from "pg";
import { createDatabase } from "@/scripts/postgres/create-database";
import type { Postgres } from "@/scripts/postgres/start-postgres";
import { type BenchBooks, openBenchBooks } from "../database/bench-books";
import { addBalances, fillBooks } from "../database/fill-books";
import { runLoad } from "../load/run-load";
import { interleave, medianRatio } from "../measure/interleave";
import { type BenchLine, ratioLine, told } from "../report/bench-line";
import type { RoundPlan } from "./posting-lines";

const CLIENT_COUNT = 32;

const at = (url: string, database: string): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** A database of its own for books of some length. */
async function openBooks(
  postgres: Postgres,
  admin: Client,
  migrate: (ownerUrl: string) => Promise<unknown>,
  { name, lineCount }: { readonly name: string; readonly lineCount: number },
): Promise<BenchBooks> {
  await createDatabase(admin, name);
  await migrate(at(postgres.ownerUrl, name));
  const superuser = new Client({ connectionString: at(postgres.superuserUrl, name) });
  await superuser.connect();
  const books = await openBenchBooks(superuser);
  await fillBooks(superuser, books, lineCount);
  await addBalances(superuser, books);
  await superuser.end();
  return books;
}

/** Whether the books stay as quick when they are long: two databases of one server, one with few lines and one with many. */
export async function growthLines(
  postgres: Postgres,
  migrate: (ownerUrl: string) => Promise<unknown>,
  plan: RoundPlan & { readonly lineCount: number },
): Promise<BenchLine[]> {
  const admin = new Client({ connectionString: postgres.superuserUrl });
  await admin.connect();
  const books = {
    small: await openBooks(postgres, admin, migrate, { name: "small", lineCount: 10_000 }),
    large: await openBooks(postgres, admin, migrate, { name: "large", lineCount: plan.lineCount }),
  };
  await admin.query("CHECKPOINT");
  await admin.end();
  const side = (name: "small" | "large", scenario: string, accountIds: readonly string[]) => () =>
    runLoad({
      ...books[name],
      connectionString: at(postgres.appUrl, name),
      scenario,
      clientCount: CLIENT_COUNT,
      durationMs: plan.durationMs,
      accountIds: [...accountIds],
    });
  // All lines on the shared account: the others have a floor here, which is another figure.
  const { small, large } = await interleave(plan.roundCount, {
    small: side("small", "post shared", []),
    large: side("large", "post shared", []),
  });
  const balanceOf = books.large.accountIds[0] ?? "";
  const balance = await runLoad({
    ...books.large,
    sharedAccountId: balanceOf,
    connectionString: at(postgres.appUrl, "large"),
    scenario: "read balance",
    clientCount: 1,
    durationMs: plan.durationMs,
    accountIds: [],
  });
  const lines = plan.lineCount.toLocaleString("en-US");
  return [
    ratioLine({
      figure: `posting at ${lines} lines to 10,000`,
      ours: told(large),
      limit: `at 10,000 ${told(small)}`,
      ratio: medianRatio(large, small),
      atLeast: 0.9,
    }),
    {
      figure: `a wallet's balance at ${lines} lines`,
      ours: told(balance),
      limit: "",
      ratio: null,
      target: "< 1 ms",
      isMet: balance.p50Ms < 1,
    },
  ];
}
