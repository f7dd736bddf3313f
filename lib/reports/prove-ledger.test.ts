import { randomUUID } from "node:crypto";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  gatewayFee,
  invoiceIssued,
  overpaymentReceived,
  paymentCaptured,
  reversalOf,
} from "@/lib/domain/ledger/entries";
import { walletGranted } from "@/lib/domain/ledger/wallet-entries";
import { walletOf } from "@/lib/domain/ledger/chart-of-accounts";
import { money } from "@/lib/domain/money/money";
import { ledgerAccountId, newId } from "@/lib/platform/ids";
import { appDatabase } from "@/test/builders/app-database";
import { type MerchantBooks, openMerchant } from "@/test/builders/console-books";
import { SQL_PROOFS } from "./ledger-proofs";
import { proveLedger } from "./prove-ledger";

const database = appDatabase();
const AT = new Date("2026-05-01T10:00:00.000Z");
const usd = (amountMinor: bigint) => money(amountMinor, "USD");

interface Books {
  readonly shop: MerchantBooks;
  readonly customerId: string;
  readonly orderId: string;
  readonly paymentId: string;
  readonly captureId: string;
  readonly walletId: string;
}

/** An order that was invoiced and paid, a fee, a grant and one that was reversed, money for an order no longer due. */
async function keptBooks(slug: string): Promise<Books> {
  const shop = await openMerchant(database.owner, slug);
  const customerId = await shop.customer("Ada Lovelace", `ada@${slug}.test`);
  const order = {
    customerId,
    number: 7n,
    totalMinor: 12_000n,
    paidMinor: 12_000n,
    state: "paid",
    isInvoiced: true,
  };
  const { orderId, installmentId, invoiceId } = await shop.order(order);
  const paymentId = await shop.payment({ orderId, installmentId, customerId, amountMinor: 12_000n });
  const occasion = { orderId, paymentId, customerId, occurredAt: AT };
  await shop.post(
    invoiceIssued({ ...occasion, invoiceId: invoiceId ?? "", invoiceNumber: "7", amount: usd(12_000n) }),
  );
  const captureId = await shop.post(
    paymentCaptured({ ...occasion, amount: usd(12_000n), method: "Visa 4242" }),
  );
  await shop.post(gatewayFee({ ...occasion, balanceTransactionId: "txn_1", fee: usd(378n) }));
  const canceled = await shop.order({ customerId, number: 8n, totalMinor: 500n, state: "canceled" });
  const lateId = await shop.payment({ ...canceled, customerId, amountMinor: 500n });
  const late = { orderId: canceled.orderId, paymentId: lateId, occurredAt: AT, method: "Visa 4242" };
  await shop.post(overpaymentReceived({ ...late, amount: usd(500n) }));
  const grant = walletGranted({ adjustmentId: newId(), customerId, amount: usd(2_000n), occurredAt: AT });
  await shop.post(grant);
  const mistaken = walletGranted({ adjustmentId: newId(), customerId, amount: usd(900n), occurredAt: AT });
  const mistakenId = await shop.post(mistaken);
  await shop.post(reversalOf({ ...mistaken, id: mistakenId }, new Date(AT.getTime() + 1_000)));
  const walletId = ledgerAccountId(shop.merchantId, walletOf(customerId), "USD");
  return { shop, customerId, orderId, paymentId, captureId, walletId };
}

/** Runs statements as the owner with all triggers off: what only somebody inside the database could do. */
async function plant(...statements: string[]): Promise<void> {
  const client = await database.owner.connect();
  const tables = ["posting", "journal_entry", "ledger_account", "wallet_movement"];
  try {
    for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    for (const statement of statements) await client.query(statement);
    for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  } finally {
    client.release();
  }
}

async function broken(): Promise<Record<string, string>> {
  const proofs = await proveLedger(database.owner);
  return Object.fromEntries(
    proofs.flatMap(({ name, offender }) => (offender === null ? [] : [[name, offender]])),
  );
}

describe("kept books", () => {
  let books: Books;
  let undo: string[] = [];

  beforeAll(async () => {
    books = await keptBooks("kept");
    await keptBooks("neighbor");
  });

  beforeEach(async () => {
    await plant(...undo);
    undo = [];
  });

  test("pass every proof, each on the records that are there", async () => {
    const proofs = await proveLedger(database.owner);
    expect(proofs.filter((proof) => proof.offender !== null)).toEqual([]);
    const counts = Object.fromEntries(proofs.map(({ name, checkedCount }) => [name, checkedCount]));
    expect(counts).toMatchObject({
      entries_balance: 14,
      reversals_mirror: 2,
      payments_posted_once: 4,
      orders_paid_equal_payments: 4,
      receivables_equal_invoices: 2,
      fingerprints_match: 14,
    });
    expect(proofs).toHaveLength(SQL_PROOFS.length + 1);
  });

  test("name an entry whose amount was changed", async () => {
    undo = [`UPDATE posting SET amount_minor = 12000 WHERE entry_id = '${books.captureId}' AND position = 1`];
    await plant(
      `UPDATE posting SET amount_minor = 11999 WHERE entry_id = '${books.captureId}' AND position = 1`,
    );
    const found = await broken();
    expect(found["entries_balance"]).toBe(
      `Journal entry ${books.captureId} is out of balance by -1 in USD (minor units).`,
    );
    expect(found["books_balance"]).toContain(books.shop.merchantId);
    expect(found["payments_posted_once"]).toContain(books.paymentId);
    expect(found["fingerprints_match"]).toContain(books.captureId);
  });

  test("name an entry that was rewritten in balance, by its fingerprint", async () => {
    const cash = ledgerAccountId(books.shop.merchantId, "bank", "USD");
    const clearing = ledgerAccountId(books.shop.merchantId, "gateway_clearing:stripe", "USD");
    undo = [
      `UPDATE posting SET account_id = '${clearing}' WHERE entry_id = '${books.captureId}' AND position = 1`,
    ];
    await plant(
      `UPDATE posting SET account_id = '${cash}' WHERE entry_id = '${books.captureId}' AND position = 1`,
    );
    expect(Object.keys(await broken())).toEqual(["fingerprints_match"]);
  });

  test("name an entry that does not carry the id of its source", async () => {
    const merchant = books.shop.merchantId;
    const stray = newId();
    undo = [
      `DELETE FROM posting WHERE entry_id = '${stray}'`,
      `DELETE FROM journal_entry WHERE id = '${stray}'`,
    ];
    await plant(
      `INSERT INTO journal_entry SELECT merchant_id, '${stray}', kind, source_kind, source_id, fingerprint, description,
         order_id, payment_id, reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at
         FROM journal_entry WHERE merchant_id = '${merchant}' AND kind = 'gateway_fee'`,
      `INSERT INTO posting SELECT p.merchant_id, '${stray}', p.position, p.account_id, p.currency, p.amount_minor
         FROM posting p JOIN journal_entry e ON e.id = p.entry_id
         WHERE e.merchant_id = '${merchant}' AND e.kind = 'gateway_fee' AND e.id <> '${stray}'`,
    );
    const found = await broken();
    expect(found["fingerprints_match"]).toContain(
      `Journal entry ${stray} (gateway_fee) does not have the id`,
    );
  });

  test("name an entry of one posting", async () => {
    const bare = newId();
    undo = [`DELETE FROM journal_entry WHERE id = '${bare}'`];
    await plant(
      `INSERT INTO journal_entry (merchant_id, id, kind, source_kind, source_id, fingerprint, description, actor_kind, actor_name,
         trace_id, occurred_at) VALUES ('${books.shop.merchantId}', '${bare}', 'gateway_fee', 'payment', 'x', 'x', 'x', 'system', 'x', 'x', now())`,
    );
    expect((await broken())["entries_have_two_postings"]).toBe(
      `Journal entry ${bare} (gateway_fee) has 0 posting(s).`,
    );
  });

  test("name a wallet whose balance row is not the sum of its postings", async () => {
    undo = [`UPDATE ledger_balance SET balance_minor = -2000 WHERE account_id = '${books.walletId}'`];
    await plant(`UPDATE ledger_balance SET balance_minor = -2500 WHERE account_id = '${books.walletId}'`);
    const found = await broken();
    expect(Object.keys(found)).toEqual(["wallet_balances_equal_postings", "lots_equal_balances"]);
    expect(found["wallet_balances_equal_postings"]).toContain(books.walletId);
  });

  test.each([
    {
      law: "lots_equal_balances",
      change: "remaining_minor = remaining_minor - 1",
      back: "remaining_minor = remaining_minor + 1",
      also: ["lots_equal_movements"],
    },
    {
      law: "holds_equal_held",
      change: "held_minor = 1",
      back: "held_minor = 0",
      also: ["lots_equal_movements"],
    },
  ])("WAL-04: name a lot that is not what it was: $law", async ({ law, change, back, also }) => {
    const lot = `UPDATE wallet_lot SET %s WHERE customer_id = '${books.customerId}' AND is_open`;
    undo = [lot.replace("%s", back)];
    await plant(lot.replace("%s", change));
    const found = await broken();
    expect(Object.keys(found).toSorted()).toEqual([law, ...also].toSorted());
    expect(found["lots_equal_movements"]).toContain("and its movements sum to");
  });

  test("WAL-04: name a movement whose running balance is wrong", async () => {
    const movement = `UPDATE wallet_movement SET balance_after_minor = %s WHERE customer_id = '${books.customerId}'
      AND balance_after_minor = %s2`;
    undo = [movement.replace("%s2", "2007").replace("%s", "2000")];
    await plant(movement.replace("%s2", "2000").replace("%s", "2007"));
    expect(Object.keys(await broken())).toEqual(["movements_run_on"]);
  });

  test("WAL-04: name an entry that moved a wallet by more than its lots say", async () => {
    // The lot, its movements and the balance agree with each other; only the entry says something else.
    const posting = `UPDATE posting SET amount_minor = amount_minor - %s WHERE account_id = '${books.walletId}'
      AND entry_id = (SELECT entry_id FROM wallet_movement WHERE customer_id = '${books.customerId}' ORDER BY sequence LIMIT 1)`;
    undo = [posting.replace("%s", "-7")];
    await plant(posting.replace("%s", "7"));
    const found = await broken();
    expect(found["movements_have_entries"]).toMatch(/moved 2007 .* and its lots moved 2000 /);
  });

  test("name a wallet below zero", async () => {
    undo = [
      `UPDATE ledger_balance SET balance_minor = -2000 WHERE account_id = '${books.walletId}'`,
      "ALTER TABLE ledger_balance ADD CONSTRAINT ledger_balance_floor CHECK (balance_minor <= 0)",
    ];
    await plant(
      "ALTER TABLE ledger_balance DROP CONSTRAINT ledger_balance_floor",
      `UPDATE ledger_balance SET balance_minor = 1 WHERE account_id = '${books.walletId}'`,
    );
    expect((await broken())["wallets_not_below_zero"]).toContain(books.walletId);
  });

  test("name a wallet that has lost its floor", async () => {
    undo = [`UPDATE ledger_account SET has_floor = true WHERE id = '${books.walletId}'`];
    await plant(`UPDATE ledger_account SET has_floor = false WHERE id = '${books.walletId}'`);
    const found = await broken();
    expect(Object.keys(found)).toEqual(["wallets_not_below_zero"]);
    expect(found["wallets_not_below_zero"]).toContain(books.walletId);
  });

  test("name an order that counts more as paid than was captured", async () => {
    undo = [`UPDATE "order" SET paid_minor = 12000 WHERE id = '${books.orderId}'`];
    await plant(`UPDATE "order" SET paid_minor = 12500 WHERE id = '${books.orderId}'`);
    const found = await broken();
    expect(Object.keys(found)).toEqual(["orders_paid_equal_payments"]);
    expect(found["orders_paid_equal_payments"]).toContain(
      `Order 7 (${books.orderId}) counts 12500 paid but 12000`,
    );
  });

  test("name a customer whose invoices and ledger disagree", async () => {
    undo = [
      `UPDATE invoice SET state = 'paid' WHERE order_id = '${books.orderId}'`,
      `UPDATE installment SET state = 'paid', paid_minor = 12000 WHERE order_id = '${books.orderId}'`,
    ];
    await plant(
      `UPDATE installment SET state = 'due', paid_minor = 0 WHERE order_id = '${books.orderId}'`,
      `UPDATE invoice SET state = 'open' WHERE order_id = '${books.orderId}'`,
    );
    const found = await broken();
    expect(Object.keys(found)).toEqual(["receivables_equal_invoices"]);
    expect(found["receivables_equal_invoices"]).toContain(
      `Customer ${books.customerId} owes 0 by the ledger but 12000 by its invoices`,
    );
  });

  test("name a completed payment that was never posted, and an entry whose payment never completed", async () => {
    undo = [`UPDATE payment SET state = 'completed' WHERE id = '${books.paymentId}'`];
    await plant(`UPDATE payment SET state = 'canceled' WHERE id = '${books.paymentId}'`);
    const found = await broken();
    expect(found["captures_have_payment"]).toBe(
      `Journal entry ${books.captureId} takes in payment ${books.paymentId}, which is canceled.`,
    );
    expect(found["orders_paid_equal_payments"]).toContain(books.orderId);
  });

  test("name a payment that was posted twice", async () => {
    const again = randomUUID();
    undo = [
      `DELETE FROM posting WHERE entry_id = '${again}'`,
      `DELETE FROM journal_entry WHERE id = '${again}'`,
    ];
    await plant(
      `INSERT INTO journal_entry SELECT merchant_id, '${again}', kind, source_kind, source_id, fingerprint, description,
         order_id, payment_id, reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at
         FROM journal_entry WHERE id = '${books.captureId}'`,
      `INSERT INTO posting SELECT merchant_id, '${again}', position, account_id, currency, amount_minor
         FROM posting WHERE entry_id = '${books.captureId}'`,
    );
    expect((await broken())["payments_posted_once"]).toBe(
      `Payment ${books.paymentId} over 12000 USD (minor units) has 2 entries of together 24000.`,
    );
  });

  test("name a reversal that does not mirror its original", async () => {
    const { rows } = await database.owner.query<{ id: string }>(
      `SELECT id FROM journal_entry WHERE merchant_id = $1 AND reversal_of IS NOT NULL`,
      [books.shop.merchantId],
    );
    const id = rows[0]?.id ?? "";
    undo = [`UPDATE posting SET amount_minor = sign(amount_minor) * 900 WHERE entry_id = '${id}'`];
    await plant(`UPDATE posting SET amount_minor = sign(amount_minor) * 800 WHERE entry_id = '${id}'`);
    expect((await broken())["reversals_mirror"]).toContain(`Reversal ${id} does not mirror journal entry`);
  });

  test("make npm run ledger:verify exit with 0, and with 1 naming the first offender once they are broken", async () => {
    const run = (...options: string[]) =>
      promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/ledger-verify.ts", ...options], {
        env: { ...process.env, DATABASE_URL: database.appUrl },
      });
    const { stdout } = await run("--json");
    expect(JSON.parse(stdout)).toMatchObject({ isProven: true, firstOffender: null });
    undo = [`UPDATE ledger_balance SET balance_minor = -2000 WHERE account_id = '${books.walletId}'`];
    await plant(`UPDATE ledger_balance SET balance_minor = -2001 WHERE account_id = '${books.walletId}'`);
    const failed: unknown = await run().catch((error: unknown) => error);
    expect(failed).toHaveProperty("code", 1);
    expect(failed).toHaveProperty("stdout", expect.stringContaining("✗ Each wallet's balance row"));
    expect(failed).toHaveProperty(
      "stderr",
      expect.stringContaining(`First offender: Account ${books.walletId}`),
    );
  });
});
