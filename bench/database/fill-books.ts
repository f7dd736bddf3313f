import type { Client } from "pg";
import type { BenchBooks } from "./bench-books";

const ENTRIES_PER_CHUNK = 50_000;

/** Lines that were posted long ago. Written past the triggers: what is measured is what comes after them. */
export async function fillBooks(superuser: Client, books: BenchBooks, lineCount: number): Promise<void> {
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
  await superuser.query("DROP TABLE account");
  await superuser.query("SET session_replication_role = origin");
  await superuser.query("ANALYZE");
}

/** Gives the accounts at random a floor, as wallets have. */
export async function addBalances(superuser: Client, books: BenchBooks): Promise<void> {
  // Accounts that are open are not changed otherwise.
  await superuser.query("SET session_replication_role = replica");
  await superuser.query(
    "UPDATE ledger_account SET has_floor = true WHERE merchant_id = $1 AND id = ANY ($2)",
    [books.merchantId, books.accountIds],
  );
  await superuser.query("SET session_replication_role = origin");
  await superuser.query(
    "INSERT INTO ledger_balance (merchant_id, account_id, balance_minor) SELECT $1, id, -12000 FROM unnest($2::uuid[]) id",
    [books.merchantId, books.accountIds],
  );
}
