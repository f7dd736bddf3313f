import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "../../test/support/test-database";
import { until } from "../../test/support/until";
import { applyMigrations } from "./apply-migrations";
import { dumpSchema } from "./dump-schema";
import { migrate } from "./migrate";
import { resetDatabase } from "./reset-database";

const database = testDatabase();
let folder = "";

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "remit-migrations-"));
});
afterEach(async () => {
  fs.rmSync(folder, { recursive: true });
  await query(`DROP TABLE IF EXISTS trial; DELETE FROM "_prisma_migrations" WHERE migration_name LIKE '9%'`);
});

function migration(name: string, sql: string): void {
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  fs.writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

async function query(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("applyMigrations", () => {
  test("applies what is missing, in the order of the names, once", async () => {
    migration("90_second", "INSERT INTO trial VALUES (2);");
    migration("80_first", "CREATE TABLE trial (id int);");
    fs.renameSync(path.join(folder, "80_first"), path.join(folder, "90_first"));
    expect(await applyMigrations(database.ownerUrl, folder)).toEqual(["90_first", "90_second"]);
    expect(await applyMigrations(database.ownerUrl, folder)).toEqual([]);
    expect(await query("SELECT id FROM trial")).toEqual([{ id: 2 }]);
  });

  test("applies each once when several start at the same time", async () => {
    migration("90_only", "CREATE TABLE trial (id int);");
    const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(database.ownerUrl, folder)));
    expect(applied.flat()).toEqual(["90_only"]);
  });

  test("leaves nothing of a migration that fails, and names it with the line", async () => {
    migration("90_broken", "CREATE TABLE trial (id int);\n\nSELECT nonsense;");
    await expect(applyMigrations(database.ownerUrl, folder)).rejects.toThrow(
      /^Migration 90_broken failed: column "nonsense" does not exist \(42703, line 3\)/,
    );
    expect(await query("SELECT to_regclass('trial') AS found")).toEqual([{ found: null }]);
    expect(await query(`SELECT FROM "_prisma_migrations" WHERE migration_name = '90_broken'`)).toEqual([]);
  });

  test("refuses a migration that was changed after it had been applied", async () => {
    migration("90_only", "CREATE TABLE trial (id int);");
    await applyMigrations(database.ownerUrl, folder);
    migration("90_only", "CREATE TABLE trial (id bigint);");
    await expect(applyMigrations(database.ownerUrl, folder)).rejects.toThrow(/90_only was changed after/);
  });

  test("runs outside of a transaction what cannot run in one", async () => {
    migration("90_table", "CREATE TABLE trial (id int);");
    migration("91_index", "-- remit:no-transaction\nCREATE INDEX CONCURRENTLY trial_id ON trial (id);");
    expect(await applyMigrations(database.ownerUrl, folder)).toHaveLength(2);
  });

  test("F48: steps aside for whoever reads the table that it changes, so that nobody queues behind it, and takes its turn later", async () => {
    migration("90_table", "CREATE TABLE trial (id int);");
    await applyMigrations(database.ownerUrl, folder);
    migration("91_column", "ALTER TABLE trial ADD COLUMN note TEXT;");
    const reader = new Client({ connectionString: database.ownerUrl });
    await reader.connect();
    try {
      await reader.query("BEGIN; SELECT * FROM trial");
      await expect(
        applyMigrations(database.ownerUrl, folder, { lockTimeoutMs: 50, triesMax: 2, pauseMs: 1 }),
      ).rejects.toThrow(/91_column failed: canceling statement due to lock timeout/);
      const patience = { lockTimeoutMs: 300, triesMax: 1_000, pauseMs: 20 };
      const migrating = applyMigrations(database.ownerUrl, folder, patience);
      await until("the migration waits for the table", async () => {
        const waiting = await query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
             AND query LIKE 'ALTER TABLE trial%'`,
        );
        return waiting.length > 0;
      });
      // The long reader still reads: whoever comes now waits for the migration's patience, not for the reader.
      expect(await query("SELECT * FROM trial")).toEqual([]);
      await reader.query("COMMIT");
      expect(await migrating).toEqual(["91_column"]);
    } finally {
      await reader.end();
    }
  });

  test("goes no further than a migration that was begun elsewhere and did not finish", async () => {
    await query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ('x', 'x', '90_half')`,
    );
    await expect(applyMigrations(database.ownerUrl, folder)).rejects.toThrow(/90_half was begun earlier/);
  });
});

describe("migrate", () => {
  test("has nothing left to do on the template", async () => {
    expect(await migrate(database.ownerUrl)).toEqual([]);
  });
});

describe("resetDatabase", () => {
  test("leaves the same schema without the data", async () => {
    const before = await dumpSchema(database.ownerUrl);
    await query("CREATE TABLE trial AS SELECT 1");
    expect(await dumpSchema(database.ownerUrl)).not.toBe(before);
    await resetDatabase(database.ownerUrl);
    expect(await dumpSchema(database.ownerUrl)).toBe(before);
  });

  test("touches no server on another machine", async () => {
    await expect(resetDatabase("postgresql://owner@db.example.com/remit")).rejects.toThrow(
      /db\.example\.com/,
    );
  });
});
