import { runOnce } from "graphile-worker";
import { Client, Pool } from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "../../test/support/test-database";

const database = testDatabase();

test("the application's login adds a job inside its own transaction and runs it", async () => {
  const pool = new Pool({ connectionString: database.appUrl, max: 3 });
  pool.on("error", () => {});
  try {
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query(`SELECT graphile_worker.add_job('greet', '{"name": "kept"}')`);
    await client.query("COMMIT");
    await client.query("BEGIN");
    await client.query(`SELECT graphile_worker.add_job('greet', '{"name": "rolled back"}')`);
    await client.query("ROLLBACK");
    client.release();
    const seen: unknown[] = [];
    await runOnce({ pgPool: pool, taskList: { greet: async (payload) => void seen.push(payload) } });
    expect(seen).toEqual([{ name: "kept" }]);
  } finally {
    await pool.end();
  }
});

test("S41: the application's login can make neither schemas nor roles", async () => {
  const client = new Client({ connectionString: database.appUrl });
  await client.connect();
  try {
    await expect(client.query("CREATE SCHEMA mine")).rejects.toThrow(/permission denied/);
    await expect(client.query("CREATE TABLE public.mine (id int)")).rejects.toThrow(/permission denied/);
    await expect(client.query("CREATE ROLE mine")).rejects.toThrow(/permission denied/);
  } finally {
    await client.end();
  }
});
