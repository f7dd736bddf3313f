import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { benchOrder, type BenchShop, openBenchShop } from "@/bench/shop/bench-shop";
import { migrate } from "@/scripts/database/migrate";
import { temporaryPlace } from "@/scripts/postgres/postgres-place";
import { type Postgres, restartAtOnce, startPostgres } from "@/scripts/postgres/start-postgres";
import { freePort } from "@/scripts/supervise/free-port";
import { booksOffenders } from "@/test/support/books-offenders";
import { until } from "@/test/support/until";
import { closePool, pool } from "./pool";
import { TransientError } from "./transaction";

// A server of its own: the others' must not be killed under them.
const place = temporaryPlace();
const logFile = path.join(place.folder, "postgres.log");
let postgres: Postgres | undefined;
let shop: BenchShop;

beforeAll(async () => {
  postgres = await startPostgres({
    ...place,
    port: await freePort(),
    database: "remit",
    passwords: { superuser: "superuser", owner: "owner", app: "app" },
    isDurable: true,
    logFile,
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
  shop = await openBenchShop(8);
}, 180_000);

afterAll(async () => {
  await closePool();
  await postgres?.stop();
  place.remove();
}, 60_000);

test("F41: a database that is killed under load fails what was in hand as retryable, loses nothing, and is found again", async () => {
  const kept: string[] = [];
  const failures: unknown[] = [];
  let isOver = false;
  const shopping = shop.customers.map(async (customer) => {
    while (!isOver) {
      await benchOrder(shop, customer).then(
        (orderId) => kept.push(orderId),
        async (error: unknown) => {
          failures.push(error);
          await new Promise((resolve) => setTimeout(resolve, 20));
        },
      );
    }
  });
  const untilOrders = (count: number) =>
    until(`${count} orders are placed`, () => Promise.resolve(kept.length >= count), 60_000);
  await untilOrders(30);
  if (postgres) await restartAtOnce(postgres.process, logFile);
  await untilOrders(kept.length + 30);
  isOver = true;
  await Promise.all(shopping);

  expect(failures.length).toBeGreaterThan(0);
  expect(failures.filter((failure) => !(failure instanceof TransientError))).toEqual([]);
  const { rows } = await pool().query<{ count: bigint }>(
    'SELECT count(*) FROM "order" WHERE id = ANY ($1::uuid[])',
    [kept],
  );
  expect(rows).toEqual([{ count: BigInt(kept.length) }]);
  expect(await booksOffenders()).toEqual([]);
}, 180_000);
