import type { PoolClient, QueryResult, QueryResultRow } from "pg";
import { setTimeout as delay } from "node:timers/promises";
import { crashPoint } from "@/lib/platform/crash-point";
import { noteTrouble } from "@/lib/platform/database-gauge";
import { isDiskFull, isOutage } from "@/lib/platform/is-outage";
import { inTransactionScope } from "@/lib/platform/transaction-scope";
import { pool } from "./pool";

/** A database transaction in progress. It speaks SQL; nothing else is allowed inside, least of all the network. */
export interface Tx {
  /** Runs one statement. A name makes it a prepared one, for the hot path. */
  readonly query: <Row extends QueryResultRow>(
    sql: string,
    values?: readonly unknown[],
    name?: string,
  ) => Promise<Row[]>;
  readonly execute: (sql: string, values?: readonly unknown[], name?: string) => Promise<number>;
}

/** The database could not do it now; the same act may succeed later. */
export class TransientError extends Error {
  override readonly name = "TransientError";
}

const RETRYABLE = new Set(["40001", "40P01", "55P03"]);
const ATTEMPTS_MAX = 5;

/** SQLSTATE of a failed statement, or null when the error is not PostgreSQL's. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return null;
  return error.code;
}

/** Name of the constraint that a statement broke, or null. */
export function brokenConstraint(error: unknown): string | null {
  if (!(error instanceof Error) || !("constraint" in error) || typeof error.constraint !== "string")
    return null;
  return error.constraint;
}

function txOver(client: PoolClient): Tx {
  async function run<Row extends QueryResultRow>(
    sql: string,
    values: readonly unknown[] = [],
    name?: string,
  ): Promise<QueryResult<Row>> {
    return client.query<Row>({ text: sql, values: [...values], ...(name === undefined ? {} : { name }) });
  }
  return {
    query: async <Row extends QueryResultRow>(sql: string, values?: readonly unknown[], name?: string) =>
      (await run<Row>(sql, values, name)).rows,
    execute: async (sql, values, name) => (await run(sql, values, name)).rowCount ?? 0,
  };
}

async function once<T>(act: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let lost: Error | undefined;
  // A connection that breaks while it is ours says so in an event, too; without a listener that would end the process.
  const lose = (error: Error) => void (lost ??= error);
  client.on("error", lose);
  try {
    await client.query("BEGIN");
    const value = await inTransactionScope(() => act(txOver(client)));
    crashPoint("transaction.before_commit");
    await client.query("COMMIT");
    return value;
  } catch (error) {
    const isConnected = error instanceof TransientError || isDiskFull(error) || !isOutage(error);
    if (!isConnected && error instanceof Error) lost ??= error;
    if (lost === undefined) await client.query("ROLLBACK").catch(lose);
    if (lost !== undefined)
      throw new TransientError("The connection to the database was lost.", { cause: error });
    throw error;
  } finally {
    client.off("error", lose);
    // A connection that failed under us is closed instead of going back to the pool.
    client.release(lost);
  }
}

/**
 * Runs an act in one transaction. A deadlock or serialization failure is tried again, at most five times, with growing
 * jittered waits: the act must therefore do nothing but read and write rows.
 * @throws TransientError when the database is unreachable or stays contended.
 */
export async function inTransaction<T>(act: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const value = await once(act);
      crashPoint("transaction.after_commit");
      return value;
    } catch (error) {
      noteTrouble(error);
      if (error instanceof TransientError) throw error;
      if (isOutage(error)) throw new TransientError("The database cannot do this now.", { cause: error });
      if (!RETRYABLE.has(sqlState(error) ?? "")) throw error;
      if (attempt === ATTEMPTS_MAX)
        throw new TransientError("The database stayed contended.", { cause: error });
      await delay(2 ** attempt * (2 + Math.random() * 3));
    }
  }
}
