import type { Client } from "pg";
import { cheapId } from "./load-ids";
import type { LoadJob } from "./load-job";

/** Makes what one connection does again and again; answers how many entries one round of it posts. */
export type Scenario = (client: Client, job: LoadJob) => () => Promise<number>;

const BATCH = 50;
const AMOUNT_MINOR = "12000";
const FINGERPRINT = "5".repeat(64);
const TRACE = "0".repeat(32);

function accountOf(job: LoadJob): string {
  return job.accountIds[Math.floor(Math.random() * job.accountIds.length)] ?? job.sharedAccountId;
}

const VALUES = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16";

/** What an entry of two postings consists of, as the service sends it by itself; both sides get the same, in this order. */
function entryValues(job: LoadJob, debited: string): unknown[] {
  const id = cheapId();
  return [
    job.merchantId,
    id,
    "payment_captured",
    "payment",
    id,
    FINGERPRINT,
    "Payment by visa ****4242",
    id,
    id,
    null,
    "system",
    null,
    "worker",
    null,
    TRACE,
    "2026-11-20T12:00:00.000Z",
    debited,
    accountOf(job),
    "USD",
    AMOUNT_MINOR,
  ];
}

const POST_ONE = {
  name: "post-entry",
  text: `SELECT WHERE post_entry(${VALUES}, $17, $18, $19, $20)`,
} as const;

const postingOne =
  (debitedOf: (job: LoadJob) => string): Scenario =>
  (client, job) =>
  async () => {
    await client.query({ ...POST_ONE, values: entryValues(job, debitedOf(job)) });
    return 1;
  };

/** The same among many. */
function entryText(job: LoadJob, debited: string, credited: string): string {
  const id = cheapId();
  return `{"merchant_id":"${job.merchantId}","id":"${id}","kind":"payment_captured","source_kind":"payment","source_id":"${id}","fingerprint":"${FINGERPRINT}","description":"Payment by visa ****4242","order_id":"${id}","payment_id":"${id}","reversal_of":null,"actor_kind":"system","actor_id":null,"actor_name":"worker","reason":null,"trace_id":"${TRACE}","occurred_at":"2026-11-20T12:00:00.000Z","postings":[{"account_id":"${debited}","currency":"USD","amount_minor":"${AMOUNT_MINOR}"},{"account_id":"${credited}","currency":"USD","amount_minor":"-${AMOUNT_MINOR}"}]}`;
}

const POST_MANY = {
  name: "post-entries",
  text: "SELECT entry_id, is_new FROM post_entries($1::jsonb)",
} as const;

const postingBatch: Scenario = (client, job) => async () => {
  const entries = Array.from({ length: BATCH }, () => entryText(job, job.sharedAccountId, accountOf(job)));
  await client.query({ ...POST_MANY, values: [`[${entries.join(",")}]`] });
  return BATCH;
};

const FLOOR = {
  name: "floor",
  text: `WITH entry AS (
      INSERT INTO bench_entry (merchant_id, id, kind, source_kind, source_id, fingerprint, description, order_id, payment_id,
          reversal_of, actor_kind, actor_id, actor_name, reason, trace_id, occurred_at)
        VALUES (${VALUES}))
    INSERT INTO bench_posting (merchant_id, entry_id, position, account_id, currency, amount_minor)
      VALUES ($1, $2, 1, $17, $19, $20::bigint), ($1, $2, 2, $18, $19, -$20::bigint)`,
} as const;

/** An entry and two lines in one statement: no lock, no check, nobody is asked whether the accounts exist. */
const floor: Scenario = (client, job) => async () => {
  await client.query({ ...FLOOR, values: entryValues(job, job.sharedAccountId) });
  return 1;
};

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  floor,
  "post shared": postingOne((job) => job.sharedAccountId),
  "post random": postingOne(accountOf),
  "post shared, batched": postingBatch,
};
