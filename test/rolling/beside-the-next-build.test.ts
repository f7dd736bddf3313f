import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closePool, pool } from "@/lib/db/pool";
import { newId } from "@/lib/platform/ids";
import { keepQueue } from "@/lib/jobs/keep-queue";
import { drainInbox } from "@/lib/webhooks/drain-inbox";
import { failureText, liveThrough } from "../simulation/live-through";
import { openWorld, type World } from "../simulation/world";
import { testDatabase } from "../support/test-database";
import { until } from "../support/until";

/**
 * While a new version is rolled out, the build before it works on a database that the new one's migrations have widened,
 * beside workers and web servers that leave it what it does not know. Here this build is the older one.
 */
const database = testDatabase();
let world: World;

/** What a migration may do while the older build runs: add columns that fill themselves, tables, and values of enums. */
const WIDEN = `
  DO $$
  DECLARE one record;
  BEGIN
    FOR one IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    LOOP
      EXECUTE format('ALTER TABLE %s ADD COLUMN next_note TEXT, ADD COLUMN next_count BIGINT NOT NULL DEFAULT 0', one.name);
    END LOOP;
    FOR one IN SELECT t.typname AS name FROM pg_type t WHERE t.typtype = 'e' AND t.typnamespace = 'public'::regnamespace
    LOOP
      EXECUTE format('ALTER TYPE %I ADD VALUE %L', one.name, 'next_value');
    END LOOP;
    CREATE TABLE next_table (id UUID PRIMARY KEY);
  END $$`;

beforeAll(async () => {
  world = await openWorld(database);
  await world.owner.query(WIDEN);
});
afterAll(async () => {
  await closePool();
  await world.close();
});

describe("F47: this build, beside the next one", () => {
  test(
    "takes orders, payments, news and cancellations on a database that is widened already",
    { timeout: 120_000 },
    async () => {
      const lived = await liveThrough(world, { firstSeed: 47_000, count: 8 });
      expect(lived.broken === null ? null : failureText(lived.broken)).toBeNull();
      expect(lived.offenders).toEqual([]);
      expect(lived.states["paid"] ?? 0).toBeGreaterThan(0);
    },
  );

  test("leaves an event of a kind that it does not know to a worker that does, however often it meets it", async () => {
    const id = newId();
    await world.owner.query(
      `INSERT INTO webhook_event (id, gateway, external_id, type, object_id, kind, api_version, is_live, payload, trace_id, occurred_at)
         VALUES ($1, 'stripe', 'evt_of_the_next_build', 'next.happened', 'nx_1', 'next_changed', 'v', false, '{}', 't', now())`,
      [id],
    );
    for (let round = 0; round < 7; round += 1) {
      await world.owner.query("UPDATE webhook_event SET next_attempt_at = now() WHERE id = $1", [id]);
      await drainInbox(10);
    }
    const { rows } = await pool().query<{ state: string; last_error: string }>(
      "SELECT state, last_error FROM webhook_event WHERE id = $1",
      [id],
    );
    expect(rows[0]?.state).toBe("failed");
    expect(rows[0]?.last_error).toContain("next_changed");
  });

  test("leaves a job that it does not know to a worker that does, and does its own", async () => {
    const done: unknown[] = [];
    const queue = await keepQueue(database.appUrl, { known: async (payload) => void done.push(payload) });
    try {
      await world.owner.query(
        "SELECT graphile_worker.add_job('next-job', '{}'::json), graphile_worker.add_job('known', '{}'::json)",
      );
      await until("the known job is done", () => Promise.resolve(done.length === 1));
      const { rows } = await world.owner.query<{ attempts: number; last_error: string | null }>(
        "SELECT attempts, last_error FROM graphile_worker.jobs WHERE task_identifier = 'next-job'",
      );
      expect(rows).toEqual([{ attempts: 0, last_error: null }]);
    } finally {
      await queue.stop();
    }
  });
});
