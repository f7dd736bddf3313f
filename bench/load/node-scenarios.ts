import type { Client, QueryResultRow } from "pg";
import { type EntryRow, postEntryRows } from "@/lib/db/ledger";
import type { Tx } from "@/lib/db/transaction";
import { entryFingerprint, entryId } from "@/lib/platform/entry-identity";
import { newId } from "@/lib/platform/ids";
import { money } from "@/lib/domain/money/money";
import type { LoadJob } from "./load-job";
import type { Scenario } from "./scenarios";

const BATCH = 50;

/** A connection as the door takes it: each call is a transaction of its own. */
function txOver(client: Client): Tx {
  return {
    query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) =>
      (await client.query<Row>({ text, values: [...values], ...(name === undefined ? {} : { name }) })).rows,
    execute: async (text, values = [], name) =>
      (await client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) })).rowCount ??
      0,
  };
}

function creditedOf(job: LoadJob): string {
  return job.accountIds[Math.floor(Math.random() * job.accountIds.length)] ?? job.sharedAccountId;
}

/** An entry with the ids and the fingerprint that the product computes for it. */
function entryRow(job: LoadJob): EntryRow {
  const paymentId = newId();
  const amount = money(12_000n, "USD");
  const draft = {
    kind: "payment_captured",
    sourceKind: "payment",
    sourceId: paymentId,
    occurredAt: new Date(),
  };
  const postings = [
    { account: job.sharedAccountId, amount },
    { account: creditedOf(job), amount: money(-12_000n, "USD") },
  ];
  return {
    merchant_id: job.merchantId,
    id: entryId(job.merchantId, draft),
    kind: draft.kind,
    source_kind: draft.sourceKind,
    source_id: paymentId,
    fingerprint: entryFingerprint({ ...draft, postings }),
    description: "Payment by visa ****4242",
    order_id: paymentId,
    payment_id: paymentId,
    reversal_of: null,
    actor_kind: "system",
    actor_id: null,
    actor_name: "worker",
    reason: null,
    trace_id: "0".repeat(32),
    occurred_at: draft.occurredAt.toISOString(),
    postings: postings.map(({ account, amount: { amountMinor, currency } }) => ({
      account_id: account,
      currency,
      amount_minor: String(amountMinor),
    })),
  };
}

const postThroughTheDoor =
  (entryCount: number): Scenario =>
  (client, job) => {
    const tx = txOver(client);
    return async () => {
      await postEntryRows(
        tx,
        Array.from({ length: entryCount }, () => entryRow(job)),
      );
      return entryCount;
    };
  };

/** Begin, lock both balances, write the entry and its lines, write the balances back, commit: eight round trips. */
const usual: Scenario = (client, job) => async () => {
  const row = entryRow(job);
  const [debited, credited] = row.postings;
  const ids = [debited?.account_id, credited?.account_id];
  await client.query("BEGIN");
  const { rows } = await client.query<{ account_id: string; balance_minor: string }>(
    "SELECT account_id, balance_minor FROM bench_balance WHERE account_id = ANY ($1) ORDER BY account_id FOR UPDATE",
    [ids],
  );
  await client.query(
    `INSERT INTO bench_entry (merchant_id, id, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
       actor_kind, actor_name, trace_id, occurred_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`,
    [
      row.merchant_id,
      row.id,
      row.kind,
      row.source_kind,
      row.source_id,
      row.fingerprint,
      row.description,
      row.order_id,
      row.payment_id,
      row.actor_kind,
      row.actor_name,
      row.trace_id,
      row.occurred_at,
    ],
  );
  for (const [index, line] of row.postings.entries()) {
    await client.query("INSERT INTO bench_posting VALUES ($1,$2,$3,$4,$5,$6)", [
      row.merchant_id,
      row.id,
      index + 1,
      line.account_id,
      line.currency,
      line.amount_minor,
    ]);
  }
  for (const line of row.postings) {
    const held = BigInt(rows.find((balance) => balance.account_id === line.account_id)?.balance_minor ?? "0");
    await client.query("UPDATE bench_balance SET balance_minor = $2 WHERE account_id = $1", [
      line.account_id,
      String(held + BigInt(line.amount_minor)),
    ]);
  }
  await client.query("COMMIT");
  return 1;
};

/** What a wallet holds: the balance row of an account with a floor. */
const readBalance: Scenario = (client, job) => async () => {
  await client.query({
    name: "read-balance",
    text: "SELECT balance_minor FROM ledger_balance WHERE merchant_id = $1 AND account_id = $2",
    values: [job.merchantId, job.sharedAccountId],
  });
  return 1;
};

export const NODE_SCENARIOS: Readonly<Record<string, Scenario>> = {
  "usual interactive transaction": usual,
  postEntryRows: postThroughTheDoor(1),
  "postEntryRows, batched": postThroughTheDoor(BATCH),
  "read balance": readBalance,
};
