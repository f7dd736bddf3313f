import type { Pool } from "pg";
import { pool } from "./pool";
import type { SqlReader } from "./row";

/** Runs reads that must all see the same instant, on one connection that cannot write meanwhile. */
export async function readSnapshot<T>(
  read: (reader: SqlReader) => Promise<T>,
  from: Pool = pool(),
): Promise<T> {
  const client = await from.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await read(client);
  } finally {
    // Closed rather than returned: nothing else uses it, and an open transaction must not outlive a failure.
    client.release(true);
  }
}
