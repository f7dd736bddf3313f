import fs from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type BenchShop, benchContext, openBenchShop } from "@/bench/shop/bench-shop";
import { readSessionByKey } from "@/lib/auth/read-session";
import { isDatabaseFull } from "@/lib/platform/database-gauge";
import { newId } from "@/lib/platform/ids";
import { isDiskFull } from "@/lib/platform/is-outage";
import { health, isReady } from "@/lib/reports/health";
import { placeOrder } from "@/lib/services/orders/place-order";
import { migrate } from "@/scripts/database/migrate";
import { temporaryPlace } from "@/scripts/postgres/postgres-place";
import { type Postgres, startPostgres } from "@/scripts/postgres/start-postgres";
import { freePort } from "@/scripts/supervise/free-port";
import { booksOffenders } from "@/test/support/books-offenders";
import { closePool, pool } from "./pool";
import { TransientError } from "./transaction";

// A server of its own: to the others nothing must happen.
const place = temporaryPlace();
let postgres: Postgres | undefined;
let superuser: Client;
let shop: BenchShop;

beforeAll(async () => {
  postgres = await startPostgres({
    ...place,
    port: await freePort(),
    database: "remit",
    passwords: { superuser: "superuser", owner: "owner", app: "app" },
    isDurable: false,
    logFile: path.join(place.folder, "postgres.log"),
    removedWhenOrphaned: [place.folder],
  });
  await migrate(postgres.ownerUrl);
  Object.assign(process.env, {
    DEPLOY_ENV: "test",
    DATABASE_URL: postgres.appUrl,
    APP_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
    STRIPE_SECRET_KEY: "sk_test_sandbox",
    STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
    STRIPE_WEBHOOK_SECRET: "whsec_sandbox",
    MAIL_TRANSPORT: "mailbox",
  });
  superuser = new Client({ connectionString: postgres.superuserUrl });
  await superuser.connect();
  shop = await openBenchShop(1);
}, 180_000);

afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  await closePool();
  await superuser.end();
  await postgres?.stop();
  place.remove();
}, 60_000);

/** The server opens a table's file anew only on a new connection. */
async function reconnect(): Promise<void> {
  await superuser.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  await vi.waitFor(async () => expect((await pool().query("SELECT 1")).rowCount).toBe(1));
}

/**
 * Lays an empty table onto Linux's device that is always full: each write to it fails as on a disk without space. Answers
 * with the way back.
 */
async function fillDiskUnder(table: string): Promise<() => Promise<void>> {
  const { rows } = await superuser.query<{ file: string; size: string }>(
    "SELECT pg_relation_filepath($1) AS file, pg_relation_size($1) AS size",
    [table],
  );
  expect(rows[0]?.size, "the table has to be empty").toBe("0");
  const file = path.join(place.dataDir, rows[0]?.file ?? "");
  fs.renameSync(file, `${file}.kept`);
  fs.symlinkSync("/dev/full", file);
  await reconnect();
  return async () => {
    fs.renameSync(`${file}.kept`, file);
    await reconnect();
  };
}

const order = () => ({
  placementKey: newId(),
  lines: [{ productId: shop.productId, quantity: 1 }],
});

async function buy(command = order()) {
  const [customer] = shop.customers;
  if (customer === undefined) throw new Error("The shop has no customer.");
  return placeOrder(benchContext(customer), command);
}

describe.skipIf(!fs.existsSync("/dev/full"))("F44: a disk that is full", () => {
  test("fails writes at once as retryable, leaves nothing of them, turns readiness red, and is over when there is space", async () => {
    expect(await isReady()).toBe(true);
    const makeRoom = await fillDiskUnder("posting");
    const command = order();
    const failure: unknown = await buy(command).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(TransientError);
    expect(isDiskFull(failure)).toBe(true);
    const left = await pool().query('SELECT number::text FROM "order" UNION ALL SELECT name FROM operation');
    expect(left.rows).toEqual([]);
    expect(isDatabaseFull()).toBe(true);
    expect(await isReady()).toBe(false);
    const check = (await health()).checks.find((one) => one.name === "database");
    expect(check?.status).toBe("down");
    expect(check?.detail).toContain("disk is full");

    await makeRoom();
    // Nobody restarts anything: whoever tries next succeeds, and readiness follows.
    expect(await buy(command)).toMatchObject({ ok: true });
    expect(await buy(command)).toMatchObject({ ok: true });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 16_000 });
    expect(isDatabaseFull()).toBe(false);
    expect(await isReady()).toBe(true);
    expect((await pool().query('SELECT id FROM "order"')).rowCount).toBe(1);
    expect(await booksOffenders()).toEqual([]);
  }, 60_000);

  test("does not shut out whoever only reads", async () => {
    const key = { merchantId: shop.merchantId, sessionId: newId() };
    await superuser.query(
      `INSERT INTO session (merchant_id, id, login_id, user_agent, ip_address, created_at, last_seen_at, expires_at)
         SELECT merchant_id, $2, id, '', '', now() - interval '1 hour', now() - interval '1 hour', now() + interval '1 hour'
           FROM login WHERE merchant_id = $1 LIMIT 1`,
      [key.merchantId, key.sessionId],
    );
    // A row that is changed finds room in its own page, or it does not.
    await superuser.query(
      `CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$;
       CREATE TRIGGER no_space BEFORE UPDATE ON session FOR EACH ROW EXECUTE FUNCTION no_space()`,
    );
    expect(await readSessionByKey(key, new Date())).toMatchObject({ actor: { kind: "customer" } });
    expect(isDatabaseFull()).toBe(true);
  });
});
