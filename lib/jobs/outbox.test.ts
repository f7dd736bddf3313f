import { beforeAll, describe, expect, test } from "vitest";
import { relayOutbox, unlockAbandonedJobs } from "@/lib/db/outbox";
import { inTransaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { enqueueJob, enqueueJobs } from "./queue";
import { type Shop, aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const leave = (count: number) =>
  inTransaction((tx) =>
    enqueueJobs(
      tx,
      shop.system(),
      Array.from(
        { length: count },
        () => ({ job: "void-payment", payload: { paymentId: newId() } }) as const,
      ),
    ),
  );
const relay = (limit = 500) => inTransaction((tx) => relayOutbox(tx, limit, 8));
const waiting = async () =>
  Number(
    (
      await stage.rows<{ count: bigint }>("SELECT count(*) AS count FROM outbox_job WHERE relayed_at IS NULL")
    )[0]?.count,
  );
const queued = async () =>
  Number(
    (await stage.rows<{ count: bigint }>("SELECT count(*) AS count FROM graphile_worker.jobs"))[0]?.count,
  );

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

describe("the outbox", () => {
  test("F03: holds a job if and only if the transaction that left it commits", async () => {
    const before = await waiting();
    const failing = inTransaction(async (tx) => {
      await enqueueJob(tx, shop.system(), { job: "void-payment", payload: { paymentId: newId() } });
      throw new Error("A bug.");
    });
    await expect(failing).rejects.toThrow("A bug.");
    expect(await waiting()).toBe(before);
    await leave(1);
    expect(await waiting()).toBe(before + 1);
  });

  test("hands each job over once, in batches, with whose it is and its trace", async () => {
    await relay();
    const before = await queued();
    await leave(12);
    expect([await relay(5), await relay(5), await relay(5), await relay(5)]).toEqual([5, 5, 2, 0]);
    expect(await waiting()).toBe(0);
    expect(await queued()).toBe(before + 12);
    const [job] = await stage.rows<{ payload: unknown }>(
      "SELECT payload FROM graphile_worker._private_jobs ORDER BY id DESC LIMIT 1",
    );
    expect(job?.payload).toMatchObject({
      merchantId: shop.merchantId,
      traceId: matching(/^[0-9a-f]{32}$/),
      payload: { paymentId: matching(/-/) },
    });
  });

  test("hands each job over once, however many relays there are", async () => {
    const before = await queued();
    await leave(100);
    const relayed = await Promise.all(Array.from({ length: 6 }, () => relay(30)));
    const rest = await relay();
    expect(relayed.reduce((sum, count) => sum + count, rest)).toBe(100);
    expect(await queued()).toBe(before + 100);
  });

  test("hands over nothing when the relay's transaction fails, and everything the next time", async () => {
    const before = await queued();
    await leave(3);
    const failing = inTransaction(async (tx) => {
      await relayOutbox(tx, 500, 8);
      throw new Error("The relay died.");
    });
    await expect(failing).rejects.toThrow("The relay died.");
    expect(await queued()).toBe(before);
    expect(await relay()).toBe(3);
  });

  test("F53: frees the jobs that a dead worker left, and none that is in somebody's hands", async () => {
    await leave(3);
    await relay();
    const lock =
      "UPDATE graphile_worker._private_jobs SET locked_by = $1, locked_at = now() - $2::interval WHERE id = (SELECT id FROM graphile_worker._private_jobs WHERE locked_by IS NULL ORDER BY id DESC LIMIT 1) RETURNING id";
    await stage.rows(lock, ["pool-dead", "91 seconds"]);
    // It could not write down what became of one job, and goes on with another.
    await stage.rows(lock, ["pool-alive", "91 seconds"]);
    const inHand = await stage.rows<{ id: bigint }>(lock, ["pool-alive", "1 minute"]);
    expect(await inTransaction((tx) => unlockAbandonedJobs(tx, []))).toBe(2);
    expect(
      await stage.rows("SELECT id, locked_by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL"),
    ).toEqual([{ id: inHand[0]?.id, locked_by: "pool-alive" }]);
  });

  test("leaves a task that may take long to its worker for longer", async () => {
    await stage.rows("SELECT graphile_worker.add_job('prove-books')");
    const lock =
      "UPDATE graphile_worker._private_jobs SET locked_by = 'pool', locked_at = now() - $1::interval WHERE task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'prove-books')";
    await stage.rows(lock, ["29 minutes"]);
    expect(await inTransaction((tx) => unlockAbandonedJobs(tx, ["prove-books"]))).toBe(0);
    await stage.rows(lock, ["31 minutes"]);
    expect(await inTransaction((tx) => unlockAbandonedJobs(tx, ["prove-books"]))).toBe(1);
  });
});
