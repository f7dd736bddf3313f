import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { gatewayFee, walletClawedBack, walletGranted } from "@/lib/domain/ledger/entries";
import type { JournalEntryDraft } from "@/lib/domain/ledger/journal-entry";
import { money } from "@/lib/domain/money/money";
import { entryFingerprint, entryId } from "@/lib/platform/entry-identity";
import { ledgerAccountId, newId } from "@/lib/platform/ids";
import { ensureHouseAccounts } from "@/lib/services/ledger/ensure-accounts";
import { createPool } from "./pool";
import { type EntryRow, postEntryRows, postRefusal } from "./ledger";
import { inTransaction } from "./transaction";
import { type Shop, aShop } from "@/test/builders/shop";
import { expectBooksToBalance } from "@/test/support/expect-books-to-balance";
import { serviceDatabase } from "@/test/support/service-database";

const database = serviceDatabase(() => ({ DATABASE_POOL_SIZE: "30" }));
let shop: Shop;
let customerId: string;
let app: pg.Pool;
let owner: pg.Pool;
const AT = new Date("2026-05-01T10:00:00.000Z");
const usd = (amountMinor: bigint) => money(amountMinor, "USD");

beforeAll(async () => {
  app = createPool(database.appUrl, 4);
  owner = createPool(database.ownerUrl, 2);
  shop = await aShop();
  customerId = (await shop.customer()).actor.customerId;
});
afterEach(expectBooksToBalance);
afterAll(async () => {
  await app.end();
  await owner.end();
});

function rowOf(draft: JournalEntryDraft, changes: Partial<EntryRow> = {}): EntryRow {
  return {
    merchant_id: shop.merchantId,
    id: entryId(shop.merchantId, draft),
    kind: draft.kind,
    source_kind: draft.sourceKind,
    source_id: draft.sourceId,
    fingerprint: entryFingerprint(draft),
    description: draft.description,
    order_id: draft.orderId,
    payment_id: draft.paymentId,
    reversal_of: draft.reversalOf,
    actor_kind: "system",
    actor_id: null,
    actor_name: "Test",
    reason: null,
    trace_id: "0".repeat(32),
    occurred_at: draft.occurredAt.toISOString(),
    postings: draft.postings.map(({ account, amount }) => ({
      account_id: ledgerAccountId(shop.merchantId, account, amount.currency),
      currency: amount.currency,
      amount_minor: String(amount.amountMinor),
    })),
    ...changes,
  };
}

const fee = (amountMinor: bigint, currency = "USD", id = newId()) =>
  gatewayFee({
    orderId: null,
    paymentId: newId(),
    occurredAt: AT,
    balanceTransactionId: `txn_${id}`,
    fee: money(amountMinor, currency),
  });
const grant = (amountMinor: bigint, customer = customerId) =>
  walletGranted({ adjustmentId: newId(), customerId: customer, amount: usd(amountMinor), occurredAt: AT });
const clawBack = (amountMinor: bigint, customer = customerId) =>
  walletClawedBack({ adjustmentId: newId(), customerId: customer, amount: usd(amountMinor), occurredAt: AT });
const post = (...rows: EntryRow[]) => inTransaction((tx) => postEntryRows(tx, rows));
const posting = (code: "bank" | "revenue" | "refunds", amountMinor: bigint, currency = "USD") => ({
  account_id: ledgerAccountId(shop.merchantId, code, currency),
  currency,
  amount_minor: String(amountMinor),
});

async function journalCount(): Promise<{ entries: bigint; postings: bigint }> {
  const { rows } = await app.query<{ entries: bigint; postings: bigint }>(
    "SELECT (SELECT count(*) FROM journal_entry) AS entries, (SELECT count(*) FROM posting) AS postings",
  );
  const [row] = rows;
  if (row === undefined) throw new Error("A count answers a row.");
  return row;
}

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

async function leavesTheJournalAlone(act: () => Promise<unknown>, refusal: unknown): Promise<void> {
  const before = await journalCount();
  await expect(act()).rejects.toMatchObject(refusal as object);
  expect(await journalCount()).toEqual(before);
}

describe("the one door", () => {
  test("posts an entry once; the same again answers that it is not new", async () => {
    const row = rowOf(fee(30n));
    expect(await post(row)).toEqual([{ entryId: row.id, isNew: true }]);
    expect(await post(row)).toEqual([{ entryId: row.id, isNew: false }]);
  });

  test("refuses the same id with another content", async () => {
    const draft = fee(30n);
    const row = rowOf(draft);
    await post(row);
    const other = rowOf({
      ...draft,
      postings: draft.postings.map(({ account, amount }) => ({
        account,
        amount: { ...amount, amountMinor: amount.amountMinor * 2n },
      })),
    });
    expect(other.id).toBe(row.id);
    await leavesTheJournalAlone(() => post(other), { code: "23505", constraint: "idempotency_key_reused" });
    expect(postRefusal(await post(other).catch((error: unknown) => error))).toBe("idempotency_key_reused");
  });

  test.each([
    { name: "by one minor unit", postings: () => [posting("bank", 100n), posting("revenue", -99n)] },
    {
      name: "because both sides are debits",
      postings: () => [posting("bank", 100n), posting("revenue", 100n)],
    },
    {
      name: "in each currency, though the numbers add up",
      postings: () => [posting("bank", 100n, "USD"), posting("revenue", -100n, "JPY")],
    },
    {
      name: "in one currency of two",
      postings: () => [
        posting("bank", 5n, "USD"),
        posting("revenue", -5n, "USD"),
        posting("bank", 7n, "JPY"),
        posting("revenue", -6n, "JPY"),
      ],
    },
  ])("refuses an entry that is out of balance $name", async ({ postings }) => {
    await leavesTheJournalAlone(() => post(rowOf(fee(1n), { postings: postings() })), {
      code: "23514",
      constraint: "journal_entry_balances",
    });
  });

  test("refuses the whole batch for one entry that is out of balance", async () => {
    const rows = [
      rowOf(fee(1n)),
      rowOf(fee(2n), { postings: [posting("bank", 2n), posting("revenue", -1n)] }),
      rowOf(fee(3n)),
    ];
    await leavesTheJournalAlone(() => post(...rows), { constraint: "journal_entry_balances" });
  });

  test("refuses a single posting, even of entries that balance together", async () => {
    const halves = [
      rowOf(fee(1n), { postings: [posting("bank", 2n)] }),
      rowOf(fee(1n), { postings: [posting("revenue", -2n)] }),
    ];
    await leavesTheJournalAlone(() => post(...halves), {
      code: "23514",
      constraint: "journal_entry_balances",
    });
  });

  test.each([
    { name: "no postings", postings: [] },
    { name: "no list of postings", postings: undefined },
  ])("refuses an entry with $name", async ({ postings }) => {
    const { postings: _, ...row } = rowOf(fee(1n));
    const given = postings === undefined ? row : { ...row, postings };
    await leavesTheJournalAlone(
      () => app.query("SELECT post_entries($1::jsonb)", [JSON.stringify([given])]),
      { constraint: "journal_entry_has_postings" },
    );
  });

  test("refuses a posting of nothing", async () => {
    await leavesTheJournalAlone(
      () => post(rowOf(fee(1n), { postings: [posting("bank", 0n), posting("revenue", 0n)] })),
      { constraint: "posting_amount_not_zero" },
    );
  });

  test("refuses an account of another merchant's, another currency's, or none", async () => {
    const other = await aShop();
    const foreign = {
      ...posting("revenue", -5n),
      account_id: ledgerAccountId(other.merchantId, "revenue", "USD"),
    };
    const wrongCurrency = {
      ...posting("revenue", -5n),
      account_id: ledgerAccountId(shop.merchantId, "revenue", "JPY"),
    };
    const nobodys = { ...posting("revenue", -5n), account_id: newId() };
    for (const wrong of [foreign, wrongCurrency, nobodys]) {
      await leavesTheJournalAlone(() => post(rowOf(fee(1n), { postings: [posting("bank", 5n), wrong] })), {
        code: "23503",
      });
    }
  });

  test("posts a batch of fifty in one call, and tells the new from the known", async () => {
    const known = [1n, 2n, 3n].map((amount) => rowOf(fee(amount)));
    await post(...known);
    const fresh = Array.from({ length: 47 }, (_, index) => rowOf(fee(BigInt(index + 1))));
    const answers = await post(...known, ...fresh);
    expect(answers.map((answer) => answer.entryId)).toEqual([...known, ...fresh].map((row) => row.id));
    expect(answers.filter((answer) => answer.isNew)).toHaveLength(47);
  });

  test("carries amounts beyond what a JavaScript number holds", async () => {
    const huge = 9_007_199_254_740_993n;
    const row = rowOf(fee(huge));
    await post(row);
    const { rows } = await app.query(
      "SELECT amount_minor FROM posting WHERE entry_id = $1 ORDER BY position",
      [row.id],
    );
    expect(rows).toEqual([{ amount_minor: huge }, { amount_minor: -huge }]);
  });

  test("lets an entry be reversed once, by its mirror", async () => {
    const draft = fee(30n);
    const original = rowOf(draft);
    await post(original);
    const mirror = {
      ...draft,
      kind: "reversal",
      sourceKind: "journal_entry",
      reversalOf: original.id,
    } as const;
    const postings = draft.postings.map(({ account, amount }) => ({
      account,
      amount: { ...amount, amountMinor: -amount.amountMinor },
    }));
    await post(rowOf({ ...mirror, sourceId: original.id, postings }));
    const again = rowOf({
      ...mirror,
      sourceId: original.id,
      occurredAt: new Date(AT.getTime() + 1),
      postings,
    });
    await leavesTheJournalAlone(() => post(again), {
      code: "23505",
      constraint: "journal_entry_one_reversal",
    });
  });
});

describe("the journal", () => {
  const TABLES = ["journal_entry", "posting", "ledger_account", "audit_event", "order_event"] as const;
  const CHANGES = TABLES.flatMap((table) => [
    { table, change: "UPDATE", sql: `UPDATE ${table} SET merchant_id = merchant_id` },
    { table, change: "DELETE", sql: `DELETE FROM ${table}` },
    { table, change: "TRUNCATE", sql: `TRUNCATE ${table} CASCADE` },
  ]);

  test.each(CHANGES)("refuses the app role $change of $table, by its rights", async ({ sql }) => {
    await leavesTheJournalAlone(() => app.query(sql), {
      code: "42501",
      message: matching(/^permission denied/),
    });
  });

  test.each(CHANGES)("refuses even the owner $change of $table, by its trigger", async ({ sql }) => {
    await leavesTheJournalAlone(() => owner.query(sql), {
      code: "42501",
      message: matching(/append-only/),
    });
  });

  test.each(["journal_entry", "posting", "ledger_account", "ledger_balance"])(
    "refuses the app role a direct INSERT into %s",
    async (table) => {
      await leavesTheJournalAlone(() => app.query(`INSERT INTO ${table} SELECT * FROM ${table}`), {
        code: "42501",
      });
    },
  );

  test("refuses the app role a change of balances other than by posting", async () => {
    await expect(app.query("UPDATE ledger_balance SET balance_minor = -1000000")).rejects.toMatchObject({
      code: "42501",
    });
    await expect(app.query("SELECT balance_minor FROM ledger_balance FOR UPDATE")).rejects.toMatchObject({
      code: "42501",
    });
  });

  test("refuses even the owner postings that do not balance", async () => {
    const row = rowOf(fee(10n));
    await post(row);
    await leavesTheJournalAlone(
      () =>
        owner.query(
          "INSERT INTO posting (merchant_id, entry_id, position, account_id, currency, amount_minor) VALUES ($1, $2, 3, $3, 'USD', 5)",
          [shop.merchantId, row.id, ledgerAccountId(shop.merchantId, "bank", "USD")],
        ),
      { constraint: "journal_entry_balances" },
    );
  });

  test("does not let the app role switch the triggers off", async () => {
    await expect(app.query("ALTER TABLE posting DISABLE TRIGGER USER")).rejects.toMatchObject({
      code: "42501",
    });
    await expect(app.query("SET session_replication_role = replica")).rejects.toMatchObject({
      code: "42501",
    });
    await expect(
      app.query("CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE sql AS 'SELECT 1'"),
    ).rejects.toThrow();
  });

  test.each(["order", "payment", "payment_attempt", "invoice", "customer", "webhook_event", "access_grant"])(
    "does not let the app role delete from %s",
    async (table) => {
      await expect(app.query(`DELETE FROM "${table}"`)).rejects.toMatchObject({ code: "42501" });
    },
  );

  test("does not let the app role change what an invoice claims", async () => {
    await expect(app.query("UPDATE invoice SET amount_minor = 1")).rejects.toMatchObject({ code: "42501" });
  });
});

describe("a wallet's floor", () => {
  const balance = async (customer: string) =>
    (
      await app.query<{ balance_minor: bigint }>(
        "SELECT balance_minor FROM ledger_balance WHERE account_id = $1",
        [ledgerAccountId(shop.merchantId, `wallet:${customer}`, "USD")],
      )
    ).rows[0]?.balance_minor;

  test("refuses to go one unit below zero, and lets it reach zero", async () => {
    const { customerId: ada } = (await shop.customer()).actor;
    await post(rowOf(grant(100n, ada)));
    await leavesTheJournalAlone(() => post(rowOf(clawBack(101n, ada))), {
      constraint: "insufficient_balance",
    });
    expect(postRefusal(await post(rowOf(clawBack(101n, ada))).catch((error: unknown) => error))).toBe(
      "insufficient_balance",
    );
    await post(rowOf(clawBack(100n, ada)));
    expect(await balance(ada)).toBe(0n);
  });

  test("counts a batch together: what it gives may be taken in it", async () => {
    const { customerId: ada } = (await shop.customer()).actor;
    await post(rowOf(grant(50n, ada)), rowOf(clawBack(50n, ada)));
    expect(await balance(ada)).toBe(0n);
    await leavesTheJournalAlone(() => post(rowOf(grant(50n, ada)), rowOf(clawBack(51n, ada))), {
      constraint: "insufficient_balance",
    });
  });

  test("has a row to lock from the first day, so that the first spending cannot slip by", async () => {
    const { customerId: ada } = (await shop.customer()).actor;
    expect(await balance(ada)).toBe(0n);
    await leavesTheJournalAlone(() => post(rowOf(clawBack(1n, ada))), { constraint: "insufficient_balance" });
  });
});

describe("at the same time", () => {
  test("a hundred take from a wallet with funds for seven: seven succeed", async () => {
    const { customerId: ada } = (await shop.customer()).actor;
    await post(rowOf(grant(7_099n, ada)));
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, () => post(rowOf(clawBack(1_000n, ada)))),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(7);
    const reasons = results.flatMap((result) =>
      result.status === "rejected" ? [postRefusal(result.reason)] : [],
    );
    expect(new Set(reasons)).toEqual(new Set(["insufficient_balance"]));
  });

  test("the same entry posted by twenty is one entry, and new once", async () => {
    const row = rowOf(fee(30n));
    const answers = (await Promise.all(Array.from({ length: 20 }, () => post(row)))).flat();
    expect(answers.filter((answer) => answer.isNew)).toHaveLength(1);
  });

  test("entries that touch two wallets crosswise do not wait for each other in a circle", async () => {
    const wallets = await Promise.all([1, 2].map(async () => (await shop.customer()).actor.customerId));
    const [ada = "", bob = ""] = wallets;
    await post(rowOf(grant(1_000n, ada)), rowOf(grant(1_000n, bob)));
    const { rows } = await app.query<{ deadlocks: bigint }>(
      "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
    );
    const move = (from: string, to: string) => post(rowOf(clawBack(1n, from)), rowOf(grant(1n, to)));
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? move(ada, bob) : move(bob, ada))),
    );
    const after = await app.query<{ deadlocks: bigint }>(
      "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()",
    );
    expect(after.rows).toEqual(rows);
  });

  test("accounts that many open are opened once", async () => {
    const opened = await Promise.all(
      Array.from({ length: 10 }, () =>
        inTransaction((tx) => ensureHouseAccounts(tx, { merchantId: shop.merchantId, currencies: ["EUR"] })),
      ),
    );
    expect(opened).toHaveLength(10);
    const { rows } = await app.query(
      "SELECT code FROM ledger_account WHERE merchant_id = $1 AND currency = 'EUR' GROUP BY code HAVING count(*) > 1",
      [shop.merchantId],
    );
    expect(rows).toEqual([]);
  });
});
