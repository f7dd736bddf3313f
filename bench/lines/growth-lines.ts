import { Client } from "pg";
import { createDatabase } from "@/scripts/postgres/create-database";
import type { Postgres } from "@/scripts/postgres/start-postgres";
import { type BenchBooks, openBenchBooks } from "../database/bench-books";
import { runLoad } from "../load/run-load";
import { interleave, medianRatio } from "../measure/interleave";
import { type BenchLine, ratioLine, told } from "../report/bench-line";
import type { RoundPlan } from "./posting-lines";

const CLIENT_COUNT = 32;
const ENTRIES_PER_CHUNK = 50_000;

const at = (url: string, database: string): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** Lines that were posted long ago. Written past the triggers: what is measured is what comes after them. */
async function fill(superuser: Client, books: BenchBooks, lineCount: number): Promise<void> {
  await superuser.query("SET session_replication_role = replica");
  await superuser.query(
    "CREATE TEMP TABLE account AS SELECT row_number() OVER () - 1 AS n, id FROM unnest($1::uuid[]) id",
    [books.accountIds],
  );
  for (let done = 0; done < lineCount / 2; done += ENTRIES_PER_CHUNK) {
    const count = Math.min(ENTRIES_PER_CHUNK, lineCount / 2 - done);
    await superuser.query(
      `WITH entry AS (
         INSERT INTO journal_entry (merchant_id, id, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
             actor_kind, actor_name, trace_id, occurred_at)
           SELECT $1::uuid, uuidv7(), 'payment_captured', 'payment', n::text, repeat('5', 64), 'Payment by visa ****4242', uuidv7(), uuidv7(),
             'system', 'worker', repeat('0', 32), now() FROM generate_series($3::int + 1, $3::int + $4::int) n
           RETURNING id, source_id::int AS n)
       INSERT INTO posting (merchant_id, entry_id, position, account_id, currency, amount_minor)
         SELECT $1::uuid, entry.id, 1, $2::uuid, 'USD', 12000 FROM entry
         UNION ALL
         SELECT $1::uuid, entry.id, 2, account.id, 'USD', -12000 FROM entry JOIN account ON account.n = entry.n % $5::int`,
      [books.merchantId, books.sharedAccountId, done, count, books.accountIds.length],
    );
  }
  await superuser.query(
    "INSERT INTO ledger_balance (merchant_id, account_id, balance_minor) SELECT $1, id, -12000 FROM account",
    [books.merchantId],
  );
  await superuser.query("SET session_replication_role = origin");
  await superuser.query("ANALYZE");
}

/** Whether the books stay as quick when they are long: two databases of one server, one with few lines and one with many. */
export async function growthLines(
  postgres: Postgres,
  migrate: (ownerUrl: string) => Promise<unknown>,
  plan: RoundPlan & { readonly lineCount: number },
): Promise<BenchLine[]> {
  const admin = new Client({ connectionString: postgres.superuserUrl });
  await admin.connect();
  const sizes = { small: 10_000, large: plan.lineCount } as const;
  const open = async (name: "small" | "large") => {
    await createDatabase(admin, name);
    await migrate(at(postgres.ownerUrl, name));
    const superuser = new Client({ connectionString: at(postgres.superuserUrl, name) });
    await superuser.connect();
    const books = await openBenchBooks(superuser);
    await fill(superuser, books, sizes[name]);
    await superuser.end();
    return books;
  };
  const books = { small: await open("small"), large: await open("large") };
  await admin.query("CHECKPOINT");
  await admin.end();
  const side = (name: "small" | "large", scenario: string, accountIds: readonly string[]) => () =>
    runLoad({
      ...books[name],
      connectionString: at(postgres.appUrl, name),
      scenario,
      clientCount: scenario === "read balance" ? 1 : CLIENT_COUNT,
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
