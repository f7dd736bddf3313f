import { Client } from "pg";
import { migrate } from "./migrate";

const LOCAL = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

/**
 * Empties the database and migrates it anew. Takes the owner's connection. Refuses a server on another machine:
 * what is lost here must be data that anyone can make again.
 */
export async function resetDatabase(ownerUrl: string): Promise<void> {
  const { hostname } = new URL(ownerUrl);
  if (!LOCAL.has(hostname))
    throw new Error(`Only a local database is ever reset; this one is on ${hostname}.`);
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("SET client_min_messages = warning");
    await client.query("SET lock_timeout = '10s'");
    await client.query("BEGIN");
    await client.query("DROP SCHEMA IF EXISTS graphile_worker CASCADE");
    await client.query("DROP SCHEMA IF EXISTS public CASCADE");
    await client.query("CREATE SCHEMA public AUTHORIZATION pg_database_owner");
    await client.query("GRANT USAGE ON SCHEMA public TO PUBLIC");
    // The mark that the seed has run: without it, the next start seeds again.
    await client.query(`COMMENT ON DATABASE ${client.escapeIdentifier(client.database ?? "")} IS NULL`);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
  await migrate(ownerUrl);
}
