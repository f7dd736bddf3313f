import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { gatewayFee } from "@/lib/domain/ledger/entries";
import { walletClawedBack, walletGranted } from "@/lib/domain/ledger/wallet-entries";
import type { JournalEntryDraft } from "@/lib/domain/ledger/journal-entry";
import { money } from "@/lib/domain/money/money";
import { entryFingerprint, entryId } from "@/lib/platform/entry-identity";
import { ledgerAccountId, newId } from "@/lib/platform/ids";
import { ensureHouseAccounts } from "@/lib/services/ledger/ensure-accounts";
import { createPool } from "./pool";
import { type EntryRow, postEntryRows, postRefusal } from "./ledger";
import { inTransaction } from "./transaction";
import { type Shop, aShop } from "@/test/builders/shop";
import { booksOffenders } from "@/test/support/books-offenders";
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
/** Entries go through the bare doors here, past the lots that explain a wallet: what compares the two is left out. */
const OF_LOTS = /^(lots_equal_balances|movements_have_entries|I2):/;
afterEach(async () => {
  expect((await booksOffenders()).filter((offender) => !OF_LOTS.test(offender))).toEqual([]);
});
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
const split = (sign: bigint): JournalEntryDraft["postings"] => [
  { account: "bank", amount: usd(sign * 7n) },
  { account: "revenue", amount: usd(sign * -4n) },
  { account: "bank", amount: usd(sign * -3n) },
];
const post = (...rows: EntryRow[]) => inTransaction((tx) => postEntryRows(tx, rows));

/** One entry can go through either door, and each has to keep every promise: `post` takes the one for a single entry. */
const DOORS = [
  { door: "post_entry", postOne: (row: EntryRow) => post(row) },
  {
    door: "post_entries",
    postOne: (row: EntryRow) =>
      inTransaction(async (tx) => {
        const rows = await tx.query<{ entry_id: string; is_new: boolean }>(
          "SELECT entry_id, is_new FROM post_entries($1::jsonb)",
          [JSON.stringify([row])],
        );
        return rows.map((posted) => ({ entryId: posted.entry_id, isNew: posted.is_new }));
      }),
  },
] as const;
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

describe.each(DOORS)("an entry through $door", ({ door, postOne }) => {
  test("posts an entry once; the same again answers that it is not new", async () => {
    const row = rowOf(fee(30n));
    expect(await postOne(row)).toEqual([{ entryId: row.id, isNew: true }]);
    expect(await postOne(row)).toEqual([{ entryId: row.id, isNew: false }]);
  });

  test("refuses the same id with another content", async () => {
    const draft = fee(30n);
    const row = rowOf(draft);
    await postOne(row);
    const other = rowOf({
      ...draft,
      postings: draft.postings.map(({ account, amount }) => ({
        account,
        amount: { ...amount, amountMinor: amount.amountMinor * 2n },
      })),
    });
    expect(other.id).toBe(row.id);
    await leavesTheJournalAlone(() => postOne(other), {
      code: "23505",
      constraint: "idempotency_key_reused",
    });
    expect(postRefusal(await postOne(other).catch((error: unknown) => error))).toBe("idempotency_key_reused");
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
    await leavesTheJournalAlone(() => postOne(rowOf(fee(1n), { postings: postings() })), {
      code: "23514",
      constraint: "journal_entry_balances",
    });
  });

  test("refuses a posting of nothing", async () => {
    await leavesTheJournalAlone(
      () => postOne(rowOf(fee(1n), { postings: [posting("bank", 0n), posting("revenue", 0n)] })),
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
      await leavesTheJournalAlone(() => postOne(rowOf(fee(1n), { postings: [posting("bank", 5n), wrong] })), {
        code: "23503",
      });
    }
  });

  test("F62: carries amounts beyond what a JavaScript number holds", async () => {
    const huge = 9_007_199_254_740_993n;
    const row = rowOf(fee(huge));
    await postOne(row);
    const { rows } = await app.query(
      "SELECT amount_minor FROM posting WHERE entry_id = $1 ORDER BY position",
      [row.id],
    );
    expect(rows).toEqual([{ amount_minor: huge }, { amount_minor: -huge }]);
  });

  test("lets an entry be reversed once, by its mirror", async () => {
    const draft = fee(30n);
    const original = rowOf(draft);
    await postOne(original);
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
    await postOne(rowOf({ ...mirror, sourceId: original.id, postings }));
    const again = rowOf({
      ...mirror,
      sourceId: original.id,
      occurredAt: new Date(AT.getTime() + 1),
      postings,
    });
    await leavesTheJournalAlone(() => postOne(again), {
      code: "23505",
      constraint: "journal_entry_one_reversal",
    });
  });

  test("refuses an entry without postings, and a single posting", async () => {
    await leavesTheJournalAlone(() => postOne(rowOf(fee(1n), { postings: [] })), {
      code: "23514",
      constraint: "journal_entry_has_postings",
    });
    await leavesTheJournalAlone(() => postOne(rowOf(fee(1n), { postings: [posting("bank", 2n)] })), {
      code: "23514",
      constraint: "journal_entry_balances",
    });
  });

  test("knows what the other door posted, and refuses its id for another content", async () => {
    for (const other of DOORS.filter((each) => each.door !== door)) {
      const row = rowOf(fee(30n));
      await other.postOne(row);
      expect(await postOne(row)).toEqual([{ entryId: row.id, isNew: false }]);
      await leavesTheJournalAlone(() => postOne({ ...row, fingerprint: "another" }), {
        code: "23505",
        constraint: "idempotency_key_reused",
      });
    }
  });

  test("writes every field, and the postings in their order", async () => {
    const draft = { ...fee(30n), postings: split(1n) };
    const original = rowOf(draft);
    await postOne(original);
    const mirror = {
      ...draft,
      kind: "reversal",
      sourceKind: "journal_entry",
      sourceId: original.id,
      reversalOf: original.id,
      postings: split(-1n),
    } as const;
    const row = rowOf(mirror, { actor_kind: "staff", actor_id: newId(), reason: 'Said "{no}", and\nwent.' });
    await postOne(row);
    const { rows } = await app.query(
      `SELECT to_jsonb(e) - 'recorded_at' - 'occurred_at' AS entry, e.occurred_at, (
           SELECT jsonb_agg(jsonb_build_object('account_id', p.account_id, 'currency', p.currency, 'amount_minor', p.amount_minor::text)
             ORDER BY p.position) FROM posting p WHERE p.merchant_id = e.merchant_id AND p.entry_id = e.id) AS postings
         FROM journal_entry e WHERE e.id = $1`,
      [row.id],
    );
    const { postings, occurred_at: occurredAt, ...entry } = row;
    expect(rows).toEqual([{ entry, occurred_at: new Date(occurredAt), postings }]);
  });
});

describe("the doors", () => {
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

  test("posts a batch of fifty in one call, and tells the new from the known", async () => {
    const known = [1n, 2n, 3n].map((amount) => rowOf(fee(amount)));
    await post(...known);
    const fresh = Array.from({ length: 47 }, (_, index) => rowOf(fee(BigInt(index + 1))));
    const answers = await post(...known, ...fresh);
    expect(answers.map((answer) => answer.entryId)).toEqual([...known, ...fresh].map((row) => row.id));
    expect(answers.filter((answer) => answer.isNew)).toHaveLength(47);
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

  test("refuses a pair that lacks an account, the currency or the amount", async () => {
    const row = rowOf(fee(1n));
    const bank = posting("bank", 5n).account_id;
    const revenue = posting("revenue", -5n).account_id;
    const postPair = (...pair: unknown[]) =>
      app.query(
        `SELECT post_entry($1, $2, 'x', 'x', 'x', 'f', 'x', NULL, NULL, NULL, 'system', NULL, 'Test', NULL, 'x', now(), $3, $4, $5, $6)`,
        [row.merchant_id, row.id, ...pair],
      );
    for (const pair of [
      [null, revenue, "USD", "5"],
      [bank, null, "USD", "5"],
      [bank, revenue, null, "5"],
      [bank, revenue, "USD", null],
    ]) {
      await leavesTheJournalAlone(() => postPair(...pair), { code: "23502" });
    }
    await leavesTheJournalAlone(() => postPair(bank, revenue, "USD", "0"), {
      constraint: "posting_amount_not_zero",
    });
    await leavesTheJournalAlone(() => postPair(bank, revenue, "USD", "-9223372036854775808"), {
      code: "22003",
    });
  });

  test("refuses the whole batch for one account that the merchant does not have", async () => {
    const nobodys = { ...posting("revenue", -2n), account_id: newId() };
    const rows = [rowOf(fee(1n)), rowOf(fee(2n), { postings: [posting("bank", 2n), nobodys] })];
    await leavesTheJournalAlone(() => post(...rows), {
      code: "23503",
      message: matching(new RegExp(`names the account ${nobodys.account_id}`)),
    });
  });

  test("take a pair of which both sides are one account, and a pair that begins with the credit", async () => {
    const pair = (...codes: readonly ("bank" | "revenue")[]) =>
      codes.map((account, index) => ({ account, amount: usd(index === 0 ? -5n : 5n) }));
    const inItself = rowOf({ ...fee(5n), postings: pair("bank", "bank") });
    const creditFirst = rowOf({ ...fee(5n), postings: pair("revenue", "bank") });
    await post(inItself);
    await post(creditFirst);
    const { rows } = await app.query(
      "SELECT account_id, amount_minor FROM posting WHERE entry_id = ANY ($1) ORDER BY entry_id = $2, position",
      [[inItself.id, creditFirst.id], creditFirst.id],
    );
    expect(rows).toEqual(
      [...inItself.postings, ...creditFirst.postings].map(({ account_id, amount_minor }) => ({
        account_id,
        amount_minor: BigInt(amount_minor),
      })),
    );
  });
});

describe("the journal", () => {
  const TABLES = ["journal_entry", "posting", "ledger_account", "audit_event", "order_event"] as const;
  const CHANGES = TABLES.flatMap((table) => [
    { table, change: "UPDATE", sql: `UPDATE ${table} SET merchant_id = merchant_id` },
    { table, change: "DELETE", sql: `DELETE FROM ${table}` },
    { table, change: "TRUNCATE", sql: `TRUNCATE ${table} CASCADE` },
  ]);

  test.each(CHANGES)(
    "S41, AUD-04: refuses the app role $change of $table, by its rights",
    async ({ sql }) => {
      await leavesTheJournalAlone(() => app.query(sql), {
        code: "42501",
        message: matching(/^permission denied/),
      });
    },
  );

  test.each(CHANGES)(
    "S41, AUD-04: refuses even the owner $change of $table, by its trigger",
    async ({ sql }) => {
      await leavesTheJournalAlone(() => owner.query(sql), {
        code: "42501",
        message: matching(/append-only/),
      });
    },
  );

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

  test("refuses the app role what only the doors call", async () => {
    await leavesTheJournalAlone(
      () => app.query("SELECT move_floored_balances($1, $2)", [shop.merchantId, [newId()]]),
      { code: "42501", message: matching(/^permission denied for function/) },
    );
  });

  test.each(["app", "owner"] as const)("does not let the %s act as the doors' role", async (who) => {
    const client = { app, owner }[who];
    await expect(client.query("SET ROLE remit_ledger")).rejects.toMatchObject({ code: "42501" });
  });

  test("gives the doors' role no member, no login, and no right but to insert and to keep balances", async () => {
    const { rows } = await owner.query(
      `SELECT (SELECT rolcanlogin FROM pg_roles WHERE rolname = 'remit_ledger') AS can_log_in,
         (SELECT count(*) FROM pg_auth_members WHERE roleid = 'remit_ledger'::regrole AND (set_option OR inherit_option)) AS members,
         (SELECT array_agg(DISTINCT table_name || ' ' || privilege_type ORDER BY table_name || ' ' || privilege_type)
           FROM information_schema.role_table_grants WHERE grantee = 'remit_ledger' AND privilege_type <> 'SELECT') AS rights`,
    );
    const rights = ["journal_entry", "ledger_account", "ledger_balance", "posting"].map(
      (table) => `${table} INSERT`,
    );
    expect(rows).toEqual([{ can_log_in: false, members: 0n, rights }]);
  });

  test.each([
    {
      name: "to an entry that does not exist",
      entry: () => newId(),
      account: () => posting("bank", 1n).account_id,
      constraint: "posting_merchant_id_entry_id_fkey",
    },
    {
      name: "to an account that does not exist",
      entry: (row: EntryRow) => row.id,
      account: () => newId(),
      constraint: "posting_merchant_id_account_id_currency_fkey",
    },
  ])("refuses even the owner postings $name", async ({ entry, account, constraint }) => {
    const row = rowOf(fee(10n));
    await post(row);
    await leavesTheJournalAlone(
      () =>
        owner.query(
          `INSERT INTO posting (merchant_id, entry_id, position, account_id, currency, amount_minor)
             VALUES ($1, $2, 3, $3, 'USD', 5), ($1, $2, 4, $3, 'USD', -5)`,
          [shop.merchantId, entry(row), account()],
        ),
      { code: "23503", constraint },
    );
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
    "S41: does not let the app role delete from %s",
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

  test.each(DOORS)(
    "refuses to go one unit below zero, and lets it reach zero, through $door",
    async ({ postOne }) => {
      const { customerId: ada } = (await shop.customer()).actor;
      await postOne(rowOf(grant(100n, ada)));
      await leavesTheJournalAlone(() => postOne(rowOf(clawBack(101n, ada))), {
        constraint: "insufficient_balance",
      });
      expect(postRefusal(await postOne(rowOf(clawBack(101n, ada))).catch((error: unknown) => error))).toBe(
        "insufficient_balance",
      );
      await postOne(rowOf(clawBack(100n, ada)));
      expect(await balance(ada)).toBe(0n);
    },
  );

  test.each(DOORS)(
    "moves between two wallets in one entry, as far as the first covers it, through $door",
    async ({ postOne }) => {
      const [ada, bob] = [(await shop.customer()).actor.customerId, (await shop.customer()).actor.customerId];
      await post(rowOf(grant(100n, ada)));
      const move = (amountMinor: bigint) =>
        rowOf({
          ...fee(amountMinor),
          postings: [
            { account: `wallet:${ada}`, amount: usd(amountMinor) },
            { account: `wallet:${bob}`, amount: usd(-amountMinor) },
          ],
        });
      await leavesTheJournalAlone(() => postOne(move(101n)), { constraint: "insufficient_balance" });
      const all = move(100n);
      await postOne(all);
      await postOne(all);
      expect([await balance(ada), await balance(bob)]).toEqual([0n, -100n]);
    },
  );

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
  test.each(DOORS)(
    "WAL-05, S59: a hundred take from a wallet with funds for seven through $door: seven succeed",
    async ({ postOne }) => {
      const { customerId: ada } = (await shop.customer()).actor;
      await post(rowOf(grant(7_099n, ada)));
      const results = await Promise.allSettled(
        Array.from({ length: 100 }, () => postOne(rowOf(clawBack(1_000n, ada)))),
      );
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(7);
      const reasons = results.flatMap((result) =>
        result.status === "rejected" ? [postRefusal(result.reason)] : [],
      );
      expect(new Set(reasons)).toEqual(new Set(["insufficient_balance"]));
    },
  );

  test.each(DOORS)(
    "the same entry posted by twenty through $door is one entry, and new once",
    async ({ postOne }) => {
      const row = rowOf(fee(30n));
      const answers = (await Promise.all(Array.from({ length: 20 }, () => postOne(row)))).flat();
      expect(answers.filter((answer) => answer.isNew)).toHaveLength(1);
    },
  );

  test("F45: entries that touch two wallets crosswise do not wait for each other in a circle", async () => {
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
