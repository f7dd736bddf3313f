import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { placeOrder } from "@/lib/services/orders/place-order";
import { pool } from "./pool";
import { inTransaction, TransientError, type Tx } from "./transaction";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";

serviceDatabase();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const put = (tx: Tx, series: string, to = 1n) =>
  tx.execute("INSERT INTO merchant_counter (merchant_id, series, last_number) VALUES ($1, $2, $3)", [
    shop.merchantId,
    series,
    to,
  ]);
const bump = (tx: Tx, series: string) =>
  tx.execute(
    "UPDATE merchant_counter SET last_number = last_number + 1 WHERE merchant_id = $1 AND series = $2",
    [shop.merchantId, series],
  );
const read = async (series: string) =>
  (
    await pool().query<{ last_number: bigint }>(
      "SELECT last_number FROM merchant_counter WHERE merchant_id = $1 AND series = $2",
      [shop.merchantId, series],
    )
  ).rows[0]?.last_number;
const pid = async (tx: Tx) =>
  (await tx.query<{ pid: number }>("SELECT pg_backend_pid() AS pid"))[0]?.pid ?? 0;

/** Kills a session of our own role, as an administrator or a crash would, and waits until it is gone. */
async function kill(backend: number): Promise<void> {
  await pool().query("SELECT pg_terminate_backend($1, 5000)", [backend]);
}

describe("a transaction", () => {
  test("writes all that its act wrote, and answers what it answered", async () => {
    expect(await inTransaction(async (tx) => (await put(tx, "kept"), "done"))).toBe("done");
    expect(await read("kept")).toBe(1n);
  });

  test("leaves nothing of an act that threw, and gives its connection back", async () => {
    const failing = inTransaction(async (tx) => {
      await put(tx, "thrown");
      throw new Error("A bug.");
    });
    await expect(failing).rejects.toThrow("A bug.");
    expect(await read("thrown")).toBeUndefined();
    expect(pool().idleCount).toBe(pool().totalCount);
  });

  test("F41: leaves nothing when its connection is killed, says that it may be tried again, and the next one works", async () => {
    const killed = inTransaction(async (tx) => {
      await put(tx, "killed");
      await kill(await pid(tx));
      await put(tx, "killed-too");
    });
    await expect(killed).rejects.toBeInstanceOf(TransientError);
    expect(await read("killed")).toBeUndefined();
    expect(await inTransaction((tx) => put(tx, "after"))).toBe(1);
  });

  test("leaves nothing when its connection is killed before the commit", async () => {
    const killed = inTransaction(async (tx) => {
      await put(tx, "uncommitted");
      await kill(await pid(tx));
    });
    await expect(killed).rejects.toBeInstanceOf(TransientError);
    expect(await read("uncommitted")).toBeUndefined();
  });

  test("F45: is done again when it was in a deadlock", async () => {
    await inTransaction(async (tx) => (await put(tx, "left"), await put(tx, "right")));
    let attempts = 0;
    let meet: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (meet = resolve));
    let arrived = 0;
    const cross = (first: string, second: string) =>
      inTransaction(async (tx) => {
        attempts += 1;
        await bump(tx, first);
        if ((arrived += 1) === 2) meet();
        await both;
        await bump(tx, second);
      });
    await Promise.all([cross("left", "right"), cross("right", "left")]);
    expect(attempts).toBe(3);
    expect([await read("left"), await read("right")]).toEqual([3n, 3n]);
  });

  test("is given up after five attempts that stayed contended", async () => {
    let attempts = 0;
    const contended = inTransaction(async (tx) => {
      attempts += 1;
      await tx.execute("DO $$ BEGIN RAISE EXCEPTION 'busy' USING ERRCODE = 'serialization_failure'; END $$");
    });
    await expect(contended).rejects.toBeInstanceOf(TransientError);
    expect(attempts).toBe(5);
  });

  test("is not done again for a rule that it broke", async () => {
    let attempts = 0;
    const refused = inTransaction(async (tx) => {
      attempts += 1;
      await put(tx, "kept");
    });
    await expect(refused).rejects.toMatchObject({ code: "23505" });
    expect(attempts).toBe(1);
  });

  test("F41: that is killed while an order is placed leaves no order, and the same key places it then", async () => {
    const ada = await shop.customer();
    const command = { placementKey: newId(), lines: [{ productId: shop.courseId, quantity: 1 }] };
    const holder = await pool().connect();
    try {
      await holder.query("BEGIN");
      await holder.query(
        "SELECT last_number FROM merchant_counter WHERE merchant_id = $1 AND series = 'invoice' FOR UPDATE",
        [shop.merchantId],
      );
      await holder.query(
        "INSERT INTO merchant_counter (merchant_id, series, last_number) VALUES ($1, 'invoice', 1) ON CONFLICT DO NOTHING",
        [shop.merchantId],
      );
      const failed = expect(placeOrder(ada, command)).rejects.toBeInstanceOf(TransientError);
      // Only those that wait for us: other test files have sessions on the same server.
      const waiting = async () =>
        (
          await holder.query<{ pid: number }>(
            "SELECT pid FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid))",
          )
        ).rows[0]?.pid;
      let backend: number | undefined;
      while ((backend = await waiting()) === undefined) await new Promise((resolve) => setImmediate(resolve));
      await holder.query("SELECT pg_terminate_backend($1, 5000)", [backend]);
      await failed;
    } finally {
      await holder.query("ROLLBACK");
      holder.release();
    }
    expect(
      (await pool().query('SELECT id FROM "order" WHERE placement_key = $1', [command.placementKey])).rows,
    ).toEqual([]);
    answered(await placeOrder(ada, command));
  });
});
