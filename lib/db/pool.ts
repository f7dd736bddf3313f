import pg from "pg";
import { env } from "@/lib/platform/env";

/** PostgreSQL's bigint is read as one; on this pool only, because other clients in the process expect texts. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") => {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- pg types its parsers as any.
    const parser: (text: string) => unknown = pg.types.getTypeParser(oid, format);
    return oid === pg.types.builtins.INT8 ? BigInt : parser;
  },
};

/** A pool of connections as the app role. Sessions speak UTC: the Prisma adapter drops offsets of timestamps. */
export function createPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    options: "-c timezone=UTC",
    application_name: "remit",
  });
  // A connection that PostgreSQL closes (a restart) is replaced at the next query; without listeners it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

const shared: { pool?: pg.Pool } = ((globalThis as { remitPool?: { pool?: pg.Pool } }).remitPool ??= {});

/** The process's one pool, which Prisma and our own SQL share. */
export function pool(): pg.Pool {
  shared.pool ??= createPool(env().DATABASE_URL, env().DATABASE_POOL_SIZE);
  return shared.pool;
}

/** Closes the pool when the process ends. */
export async function closePool(): Promise<void> {
  const open = shared.pool;
  delete shared.pool;
  await open?.end();
}
