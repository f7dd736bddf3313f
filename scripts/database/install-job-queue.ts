import { Logger, runMigrations } from "graphile-worker";
import { Client } from "pg";
import { APP_ROLE } from "../postgres/create-database";

/**
 * Installs or updates graphile-worker's schema so that the app role owns it. Its tables have row level
 * security without policies: only their owner sees the rows, so the owner must be the group that web and
 * worker belong to. Takes the migration owner's connection, which acts as the group meanwhile.
 */
export async function installJobQueue(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query("SET client_min_messages = warning");
    await owner.query("SELECT pg_advisory_lock(hashtext('remit:job-queue'))");
    const { rows } = await owner.query<{ exists: boolean; isMember: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS exists,
              EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(oid, 'SET')) AS "isMember"`,
      [APP_ROLE],
    );
    if (!rows[0]?.exists) await owner.query(`CREATE ROLE ${APP_ROLE} NOLOGIN`);
    // Whoever creates a role may grant it, but may not act as it before having granted it to itself.
    if (!rows[0]?.isMember)
      await owner.query(`GRANT ${APP_ROLE} TO CURRENT_USER WITH INHERIT TRUE, SET TRUE`);
    await owner.query(`CREATE SCHEMA IF NOT EXISTS graphile_worker AUTHORIZATION ${APP_ROLE}`);
    await createBookkeeping(owner);
    const asApp = new URL(ownerUrl);
    asApp.searchParams.set("options", `-c role=${APP_ROLE}`);
    await runMigrations({ connectionString: asApp.href, logger: new Logger(() => () => {}) });
  } finally {
    await owner.end();
  }
}

/**
 * Graphile makes this table itself, but together with the schema, which needs the right to create schemas in
 * the database even when it exists; the app role has no such right. With the table there it goes on from it.
 */
async function createBookkeeping(owner: Client): Promise<void> {
  await owner.query("BEGIN");
  await owner.query(`SET LOCAL ROLE ${APP_ROLE}`);
  await owner.query(
    `CREATE TABLE IF NOT EXISTS graphile_worker.migrations (
       id int PRIMARY KEY, ts timestamptz NOT NULL DEFAULT now(), breaking boolean NOT NULL DEFAULT false)`,
  );
  await owner.query("COMMIT");
}
