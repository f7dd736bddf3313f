import type { Client } from "pg";
import { newId } from "@/lib/platform/ids";

export interface BenchBooks {
  readonly merchantId: string;
  readonly sharedAccountId: string;
  readonly accountIds: readonly string[];
}

const ACCOUNT_COUNT = 2_000;

/** The twin tables of the floor: the same columns and indexes, and nobody watching. */
const FLOOR_TABLES = `
  CREATE TABLE bench_entry (LIKE journal_entry INCLUDING DEFAULTS INCLUDING INDEXES);
  CREATE TABLE bench_posting (LIKE posting INCLUDING DEFAULTS INCLUDING INDEXES);
  CREATE TABLE bench_balance (account_id uuid PRIMARY KEY, balance_minor bigint NOT NULL);
  INSERT INTO bench_balance SELECT id, 0 FROM ledger_account;
  GRANT INSERT, SELECT ON bench_entry, bench_posting TO remit_app;
  GRANT SELECT, UPDATE ON bench_balance TO remit_app`;

/** A merchant's books with one shared account and many others without a floor, and the floor's tables beside them. */
export async function openBenchBooks(owner: Client): Promise<BenchBooks> {
  const merchantId = newId();
  const sharedAccountId = newId();
  const accountIds = Array.from({ length: ACCOUNT_COUNT }, () => newId());
  const account = (id: string) => ({
    merchant_id: merchantId,
    id,
    code: `bench:${id}`,
    type: "asset",
    currency: "USD",
    customer_id: null,
    has_floor: false,
  });
  await owner.query("SELECT open_ledger_accounts($1::jsonb)", [
    JSON.stringify([sharedAccountId, ...accountIds].map(account)),
  ]);
  await owner.query(FLOOR_TABLES);
  return { merchantId, sharedAccountId, accountIds };
}

/** What stands in the books stands in the floor's tables, too, so that neither side's indexes are shorter. */
export async function copyToFloor(owner: Client): Promise<void> {
  await owner.query("INSERT INTO bench_entry SELECT * FROM journal_entry");
  await owner.query("INSERT INTO bench_posting SELECT * FROM posting");
  await owner.query("ANALYZE");
}
