import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { createPool, pool } from "@/lib/db/pool";
import { readSnapshot } from "@/lib/db/read-snapshot";
import { inTransaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { proveChain } from "@/lib/reports/prove-chain";
import { aShop, type Shop } from "@/test/builders/shop";
import { serviceDatabase } from "@/test/support/service-database";
import { sealAuditLog } from "./seal-audit-log";

const database = serviceDatabase(() => ({ DATABASE_POOL_SIZE: "20" }));
let shop: Shop;

beforeAll(async () => {
  await aShop();
});
beforeEach(async () => {
  shop = await aShop();
  await sealAll();
});

async function sealAll(): Promise<void> {
  while (await sealAuditLog());
}

const record = (command: string) =>
  inTransaction((tx) =>
    recordAuditEvent(tx, shop.system(), { eventType: "test.done", command, outcome: "succeeded" }),
  );

/** A transaction that has written its record and goes on. */
async function begin(
  command: string,
): Promise<{ commit: () => Promise<void>; rollback: () => Promise<void> }> {
  const client: pg.PoolClient = await pool().connect();
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO audit_event (merchant_id, id, timestamp, event_type, actor_name, environment, command, outcome, trace_id, changes)
       VALUES ($1, $2, now(), 'test.done', 'Ada', 'test', $3, 'succeeded', 'trace', '{}')`,
    [shop.merchantId, newId(), command],
  );
  const end = (how: string) => async () => {
    await client.query(how);
    client.release();
  };
  return { commit: end("COMMIT"), rollback: end("ROLLBACK") };
}

/** The commands of the sealed records, in the chain's order. */
async function chain(): Promise<string[]> {
  const { rows } = await pool().query<{ sequence: bigint; command: string }>(
    `SELECT s.sequence, e.command FROM audit_seal s JOIN audit_event e ON e.merchant_id = s.merchant_id AND e.id = s.event_id
       WHERE s.merchant_id = $1 AND e.event_type = 'test.done' ORDER BY s.sequence`,
    [shop.merchantId],
  );
  return rows.map(({ command }) => command);
}

async function proven() {
  const { offenders, waitingCount } = await readSnapshot((reader) => proveChain(reader, shop.merchantId));
  expect(offenders).toEqual([]);
  return { waitingCount };
}

describe("sealing", () => {
  test("AUD-05, S47: gives each record its place, once, and leaves nothing to do", async () => {
    for (const command of ["one", "two", "three"]) await record(command);
    await sealAll();
    await sealAll();
    expect(await chain()).toEqual(["one", "two", "three"]);
    expect(await proven()).toEqual({ waitingCount: 0 });
  });

  test("S47: seals what commits late afterwards, and passes over nothing", async () => {
    const late = await begin("begun first, committed last");
    await record("begun later");
    await sealAll();
    expect(await chain()).toEqual(["begun later"]);
    await record("later still");
    await sealAll();
    await late.commit();
    await sealAll();
    expect(await chain()).toEqual(["begun later", "later still", "begun first, committed last"]);
    expect(await proven()).toEqual({ waitingCount: 0 });
  });

  test("S47: has no place for what was rolled back", async () => {
    const undone = await begin("never was");
    await sealAll();
    await undone.rollback();
    await record("was");
    await sealAll();
    expect(await chain()).toEqual(["was"]);
    expect(await proven()).toEqual({ waitingCount: 0 });
  });

  test("S47: seals each record once, whatever the order of commits and however many seal at once", async () => {
    const open = await Promise.all(Array.from({ length: 9 }, (_, index) => begin(`transaction ${index}`)));
    for (const index of [4, 8, 0, 6, 2, 7, 1, 5, 3]) {
      await open[index]?.commit();
      await Promise.all([sealAuditLog(), sealAuditLog(), sealAuditLog()]);
    }
    await sealAll();
    expect((await chain()).toSorted()).toEqual(
      Array.from({ length: 9 }, (_, index) => `transaction ${index}`),
    );
    expect(await proven()).toEqual({ waitingCount: 0 });
  });

  test("S47: goes on where transactions count anew: on another server, after a restore", async () => {
    await record("before");
    await sealAll();
    await pool().query(
      "UPDATE audit_chain SET server_id = 'another', sealed_below = sealed_below + 1000000 WHERE merchant_id = $1",
      [shop.merchantId],
    );
    await record("after");
    await sealAll();
    expect(await chain()).toEqual(["before", "after"]);
  });
});

describe("the database", () => {
  const TABLES = ["audit_seal", "audit_checkpoint"] as const;
  const CHANGES = TABLES.flatMap((table) => [
    { table, sql: `UPDATE ${table} SET sequence = sequence` },
    { table, sql: `DELETE FROM ${table}` },
    { table, sql: `TRUNCATE ${table}` },
  ]);

  test.each(CHANGES)("S41, AUD-04: refuses $sql to the application and to the owner", async ({ sql }) => {
    const owner = createPool(database.ownerUrl, 1);
    try {
      await expect(pool().query(sql)).rejects.toMatchObject({ code: "42501" });
      await expect(owner.query(sql)).rejects.toMatchObject({ code: "42501" });
    } finally {
      await owner.end();
    }
  });

  test("S47: says itself which transaction wrote a record, so that none can be dated before the sealer", async () => {
    await expect(
      pool().query("INSERT INTO audit_event (merchant_id, id, written_xid) VALUES ($1, $2, 3)", [
        shop.merchantId,
        newId(),
      ]),
    ).rejects.toMatchObject({ code: "42501" });
  });

  test("has no field of a record that the chain does not cover", async () => {
    const { AUDIT_FIELDS } = await import("@/lib/domain/audit/audit-record");
    const { rows } = await pool().query<{ name: string }>(
      "SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'audit_event' AND table_schema = 'public'",
    );
    const names = rows.map(({ name }) => name).filter((name) => name !== "written_xid");
    expect(names.toSorted()).toEqual(AUDIT_FIELDS.toSorted());
  });
});
