import type { Client } from "pg";
import pg from "pg";
import type { QueryResultRow } from "pg";
import { receivableOf, walletOf } from "@/lib/domain/ledger/chart-of-accounts";
import type { Tx } from "@/lib/db/transaction";
import { systemClock } from "@/lib/platform/clock";
import { ledgerAccountId, newId } from "@/lib/platform/ids";
import { spendCredit } from "@/lib/services/wallets/spend-credit";
import type { LoadJob } from "./load-job";
import type { Scenario } from "./scenarios";

/** Small against what a lot holds: no wallet runs dry in a round. */
const AMOUNT_MINOR = 100n;

/** Whole numbers as the product reads them. */
function readWholeNumbers(client: Client): void {
  client.setTypeParser(pg.types.builtins.INT8, BigInt);
}

function txOver(client: Client): Tx {
  const run = (text: string, values: readonly unknown[], name?: string) => ({
    text,
    values: [...values],
    ...(name === undefined ? {} : { name }),
  });
  return {
    query: async <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = [], name?: string) =>
      (await client.query<Row>(run(sql, values, name))).rows,
    execute: async (sql, values = [], name) => (await client.query(run(sql, values, name))).rowCount ?? 0,
  };
}

const customerOf = (job: LoadJob) =>
  job.accountIds[Math.floor(Math.random() * job.accountIds.length)] ?? job.sharedAccountId;

/** Credit pays a part of an order, as the product does it: the rule, the plan, the entry, the lots and why they changed. */
const spend: Scenario = (client, job) => {
  readWholeNumbers(client);
  const tx = txOver(client);
  const actor = { kind: "system", merchantId: job.merchantId, name: "bench" } as const;
  const ctx = { actor, traceId: "0".repeat(32), ipAddress: null, clock: systemClock };
  return async () => {
    const orderId = newId();
    const order = {
      merchantId: job.merchantId,
      id: orderId,
      number: 1n,
      customerId: customerOf(job),
      state: "payment_pending",
      currency: "USD",
      feeMinor: 0n,
      totalMinor: AMOUNT_MINOR,
      creditedMinor: 0n,
      paidMinor: 0n,
      refundedMinor: 0n,
    } as const;
    const line = { id: newId(), orderId, productId: orderId, kind: "course", description: "Course" } as const;
    await client.query("BEGIN");
    const spent = await spendCredit(tx, ctx, {
      order,
      lines: [{ ...line, amountMinor: AMOUNT_MINOR, taxAddedMinor: 0n, taxIncludedMinor: 0n }],
      installmentId: newId(),
      dueMinor: AMOUNT_MINOR,
      wish: { amountMinor: AMOUNT_MINOR, lotIds: null },
      paymentId: newId(),
      occurredAt: new Date(),
    });
    if (!spent.ok) throw new Error(`A spend was refused: ${spent.error.code}.`);
    await client.query("COMMIT");
    return 1;
  };
};

const POST_ONE = {
  name: "post-entry",
  text: `SELECT WHERE post_entry($1, $2::uuid, 'wallet_spent', 'payment', $2::uuid::text, repeat('5', 64), 'Payment by credit', NULL, NULL, NULL,
    'system', NULL, 'bench', NULL, repeat('0', 32), now(), $3, $4, 'USD', $5)`,
} as const;

/** What no spend can do without: the wallet locked, its lot written, the entry posted, in one transaction; nobody plans or explains. */
const bareSpend: Scenario = (client, job) => async () => {
  const customerId = customerOf(job);
  const account = ledgerAccountId(job.merchantId, walletOf(customerId), "USD");
  const counter = ledgerAccountId(job.merchantId, receivableOf(customerId), "USD");
  await client.query("BEGIN");
  await client.query({
    name: "lock",
    text: "SELECT lock_ledger_balance($1, $2)",
    values: [job.merchantId, account],
  });
  await client.query({
    name: "take",
    text: `UPDATE wallet_lot SET remaining_minor = remaining_minor - $3 WHERE merchant_id = $1 AND (merchant_id, id) =
      (SELECT merchant_id, id FROM wallet_lot WHERE merchant_id = $1 AND customer_id = $2 AND currency = 'USD' AND is_open
        ORDER BY granted_at, id LIMIT 1)`,
    values: [job.merchantId, customerId, AMOUNT_MINOR],
  });
  await client.query({ ...POST_ONE, values: [job.merchantId, newId(), account, counter, AMOUNT_MINOR] });
  await client.query("COMMIT");
  return 1;
};

export const WALLET_SCENARIOS: Readonly<Record<string, Scenario>> = {
  "wallet spend": spend,
  "bare wallet spend": bareSpend,
};
