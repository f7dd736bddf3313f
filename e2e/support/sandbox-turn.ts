import { Client } from "pg";
import { manifest } from "./manifest";

const LOCK = 20_261_120;

/**
 * Webhooks held back and faults planted act on everybody who talks to the sandbox, so a spec that steers it waits until
 * nobody else uses it. A lock of the database is shared by all workers and let go when its holder dies.
 */
async function holding<T>(statement: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: manifest.databaseUrl });
  await client.connect();
  try {
    await client.query(statement, [LOCK]);
    return await work();
  } finally {
    await client.end();
  }
}

/** Uses the sandbox together with others who only use it. */
export function besideOthers<T>(work: () => Promise<T>): Promise<T> {
  return holding("SELECT pg_advisory_lock_shared($1)", work);
}

/** Steers the sandbox while nobody else uses it. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  return holding("SELECT pg_advisory_lock($1)", work);
}
