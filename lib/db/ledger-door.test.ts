import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ledgerAccountId, newId } from "@/lib/platform/ids";
import { createPool } from "./pool";
import { aShop } from "@/test/builders/shop";
import { expectBooksToBalance } from "@/test/support/expect-books-to-balance";
import { serviceDatabase } from "@/test/support/service-database";

/** What somebody could ask of the database who got hold of the app role's connection. */
const database = serviceDatabase();
let app: pg.Pool;
let merchantId: string;
let otherMerchantId: string;

beforeAll(async () => {
  app = createPool(database.appUrl, 2);
  merchantId = (await aShop()).merchantId;
  otherMerchantId = (await aShop()).merchantId;
});
afterEach(expectBooksToBalance);
afterAll(() => app.end());

const posting = (merchant: string, code: string, amountMinor: number) => ({
  account_id: ledgerAccountId(merchant, code, "USD"),
  currency: "USD",
  amount_minor: amountMinor,
});

const entry = (merchant: string, id: string, postings: readonly object[]) => ({
  merchant_id: merchant,
  id,
  kind: "gateway_fee",
  source_kind: "balance_transaction",
  source_id: id,
  fingerprint: "forged",
  description: "Forged",
  actor_kind: "system",
  actor_name: "Nobody",
  trace_id: "0".repeat(32),
  occurred_at: "2026-05-01T10:00:00.000Z",
  postings,
});

const post = (...entries: readonly object[]) =>
  app.query("SELECT post_entries($1::jsonb)", [JSON.stringify(entries)]);

describe("the ledger's door, asked by a thief", () => {
  test("does not balance one merchant's entry with another's of the same id", async () => {
    const id = newId();
    await expect(
      post(
        entry(merchantId, id, [posting(merchantId, "bank", 5)]),
        entry(otherMerchantId, id, [posting(otherMerchantId, "bank", -5)]),
      ),
    ).rejects.toMatchObject({ code: "23514" });
  });

  test("binds the owner alike: postings balance within their merchant", async () => {
    const owner = createPool(database.ownerUrl, 1);
    const id = newId();
    const insert = `INSERT INTO journal_entry (merchant_id, id, kind, source_kind, source_id, fingerprint, description, actor_kind,
        actor_name, trace_id, occurred_at)
      SELECT m, $1, 'gateway_fee', 'x', 'x', 'forged', 'Forged', 'system', 'Nobody', 'trace', now() FROM unnest($2::uuid[]) AS m`;
    const client = await owner.connect();
    try {
      await client.query("BEGIN");
      await client.query(insert, [id, [merchantId, otherMerchantId]]);
      await expect(
        client.query(
          `INSERT INTO posting (merchant_id, entry_id, position, account_id, currency, amount_minor)
             VALUES ($1, $3, 1, $4, 'USD', 5), ($2, $3, 1, $5, 'USD', -5)`,
          [
            merchantId,
            otherMerchantId,
            id,
            ledgerAccountId(merchantId, "bank", "USD"),
            ledgerAccountId(otherMerchantId, "bank", "USD"),
          ],
        ),
      ).rejects.toMatchObject({ constraint: "journal_entry_balances" });
      await client.query("ROLLBACK");
    } finally {
      client.release();
      await owner.end();
    }
  });

  test("refuses entries of several merchants in one call", async () => {
    const pair = (merchant: string) => [posting(merchant, "bank", 5), posting(merchant, "revenue", -5)];
    await expect(
      post(
        entry(merchantId, newId(), pair(merchantId)),
        entry(otherMerchantId, newId(), pair(otherMerchantId)),
      ),
    ).rejects.toMatchObject({ constraint: "post_entries_one_merchant" });
  });

  test("does not put a floor under an account that is open", async () => {
    const account = {
      merchant_id: merchantId,
      id: ledgerAccountId(merchantId, "bank", "USD"),
      code: "bank",
      type: "asset",
      currency: "USD",
      has_floor: true,
    };
    const { rows } = await app.query<{ opened: number }>("SELECT open_ledger_accounts($1::jsonb) AS opened", [
      JSON.stringify([account]),
    ]);
    expect(rows).toEqual([{ opened: 0 }]);
    // With a floor, the first debit of the bank would be refused, and every payout with it.
    const balances = await app.query("SELECT 1 FROM ledger_balance WHERE account_id = $1", [account.id]);
    expect(balances.rows).toEqual([]);
  });

  test("opens an account with a floor once, with its balance", async () => {
    const customerId = newId();
    const id = ledgerAccountId(merchantId, `wallet:${customerId}`, "USD");
    const account = {
      merchant_id: merchantId,
      id,
      code: `wallet:${customerId}`,
      type: "liability",
      currency: "USD",
      customer_id: customerId,
      has_floor: true,
    };
    const open = async () => {
      const { rows } = await app.query<{ opened: number }>(
        "SELECT open_ledger_accounts($1::jsonb) AS opened",
        [JSON.stringify([account, account])],
      );
      return rows[0]?.opened;
    };
    expect([await open(), await open()]).toEqual([1, 0]);
    const { rows } = await app.query("SELECT balance_minor FROM ledger_balance WHERE account_id = $1", [id]);
    expect(rows).toEqual([{ balance_minor: 0n }]);
  });
});
