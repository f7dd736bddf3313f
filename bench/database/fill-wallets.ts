import type { Client } from "pg";
import { customerAccounts } from "@/lib/domain/ledger/chart-of-accounts";
import { ledgerAccountId, newId } from "@/lib/platform/ids";

/** So much in each lot that no round of spending empties it. */
const LOT_MINOR = 1_000_000_000_000n;
const CHUNK = 1_000;

export interface BenchWallets {
  readonly merchantId: string;
  /** Customers with one lot each. */
  readonly customerIds: readonly string[];
  /** One lot, ten and a thousand. */
  readonly withLots: Readonly<Record<1 | 10 | 1_000, string>>;
  /** One lot and a long past. */
  readonly old: string;
}

const account = (merchantId: string, customerId: string) =>
  customerAccounts(customerId).map((definition) => ({
    merchant_id: merchantId,
    id: ledgerAccountId(merchantId, definition.code, "USD"),
    code: definition.code,
    type: definition.type,
    currency: "USD",
    customer_id: customerId,
    has_floor: definition.hasFloor,
  }));

/** Customers with so many lots each, written past the services: what is measured is what comes after. */
async function addCustomers(
  superuser: Client,
  merchantId: string,
  customerIds: readonly string[],
  lotCount: number,
): Promise<void> {
  for (let done = 0; done < customerIds.length; done += CHUNK) {
    const chunk = customerIds.slice(done, done + CHUNK);
    await superuser.query(
      "INSERT INTO customer (merchant_id, id, name, email) SELECT $1, id, 'Bench', id || '@bench.test' FROM unnest($2::uuid[]) id",
      [merchantId, chunk],
    );
    await superuser.query("SELECT open_ledger_accounts($1::jsonb)", [
      JSON.stringify(chunk.flatMap((id) => account(merchantId, id))),
    ]);
    await superuser.query(
      `INSERT INTO wallet_lot (merchant_id, id, customer_id, currency, kind, granted_minor, remaining_minor, priority, is_refundable,
           origin_kind, origin_id, granted_at)
         SELECT $1, uuidv7(), id, 'USD', 'goodwill', $3, $3, 20, false, 'adjustment', n::text, now() - n * interval '1 second'
           FROM unnest($2::uuid[]) id, generate_series(1, $4::int) n`,
      [merchantId, chunk, LOT_MINOR, lotCount],
    );
  }
}

/** Fills a database with wallets: many, some with many lots, and one with a long past. */
export async function fillWallets(
  superuser: Client,
  sizes: { readonly walletCount: number; readonly movementCount: number },
): Promise<BenchWallets> {
  const merchantId = newId();
  const ids = Array.from({ length: sizes.walletCount }, () => newId());
  const [one, ten, thousand, old] = [newId(), newId(), newId(), newId()];
  await superuser.query(
    `INSERT INTO merchant (id, slug, name, legal_name, statement_descriptor, support_email, time_zone, locale, currencies, hosts,
       payment_amount_max_minor) VALUES ($1, 'bench', 'Bench', 'Bench', 'BENCH', 'bench@bench.test', 'UTC', 'en-US', '{USD}', '{}',
       1000000000)`,
    [merchantId],
  );
  await addCustomers(superuser, merchantId, [...ids, one, old], 1);
  await addCustomers(superuser, merchantId, [ten], 10);
  await addCustomers(superuser, merchantId, [thousand], 1_000);
  await superuser.query("SET session_replication_role = replica");
  await superuser.query(
    `UPDATE ledger_balance b SET balance_minor = -(SELECT sum(remaining_minor) FROM wallet_lot l JOIN ledger_account a
         ON a.merchant_id = l.merchant_id AND a.customer_id = l.customer_id WHERE a.merchant_id = b.merchant_id AND a.id = b.account_id)
       WHERE b.merchant_id = $1`,
    [merchantId],
  );
  await superuser.query(
    `INSERT INTO wallet_movement (merchant_id, customer_id, currency, lot_id, kind, amount_minor, held_minor, balance_after_minor,
         entry_id, actor_kind, actor_name, trace_id, occurred_at)
       SELECT l.merchant_id, l.customer_id, 'USD', l.id, 'spent', -1, 0, 1, gen_random_uuid(), 'system', 'bench', repeat('0', 32), now()
         FROM wallet_lot l, generate_series(1, $3::int) WHERE l.merchant_id = $1 AND l.customer_id = $2`,
    [merchantId, old, sizes.movementCount],
  );
  await superuser.query("SET session_replication_role = origin");
  await superuser.query("ANALYZE");
  return { merchantId, customerIds: ids, withLots: { 1: one, 10: ten, 1_000: thousand }, old };
}
