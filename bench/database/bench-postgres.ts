import path from "node:path";
import { Client } from "pg";
import { migrate } from "@/scripts/database/migrate";
import { temporaryPlace } from "@/scripts/postgres/postgres-place";
import { type Postgres, randomPasswords, startPostgres } from "@/scripts/postgres/start-postgres";
import { freePort } from "@/scripts/supervise/free-port";

/** Runs SQL on a connection of its own. */
export async function runSql(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Runs the work against a fresh, migrated database at full durability, which is gone afterwards. A checkpoint in the middle
 * of one side's round would be held against it, so the log may grow for a while before one is due.
 */
export async function withBenchPostgres<T>(work: (postgres: Postgres) => Promise<T>): Promise<T> {
  const place = temporaryPlace();
  try {
    const postgres = await startPostgres({
      ...place,
      port: await freePort(),
      database: "remit",
      passwords: randomPasswords(),
      isDurable: true,
      removedWhenOrphaned: [place.folder],
      logFile: path.join(place.folder, "postgres.log"),
    });
    try {
      await runSql(postgres.superuserUrl, "ALTER SYSTEM SET max_wal_size = '8GB'");
      await runSql(postgres.superuserUrl, "ALTER SYSTEM SET checkpoint_timeout = '30min'");
      await runSql(postgres.superuserUrl, "SELECT pg_reload_conf()");
      await migrate(postgres.ownerUrl);
      return await work(postgres);
    } finally {
      await postgres.stop();
    }
  } finally {
    place.remove();
  }
}
