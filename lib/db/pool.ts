import pg from "pg";
import { noteTrouble } from "@/lib/platform/database-gauge";
import { env } from "@/lib/platform/env";

/** PostgreSQL's bigint is read as one; on this pool only, because other clients in the process expect texts. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") => {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- pg types its parsers as any.
    const parser: (text: string) => unknown = pg.types.getTypeParser(oid, format);
    return oid === pg.types.builtins.INT8 ? BigInt : parser;
  },
};

function openPool(config: pg.PoolConfig): pg.Pool {
  const opened = new pg.Pool({ options: "-c timezone=UTC", application_name: "remit", ...config });
  // A connection that PostgreSQL closes (a restart) is replaced at the next query; without listeners it would end the process.
  // Noted, because who reads through the ORM does not say to whom it happened.
  opened.on("error", noteTrouble);
  opened.on("connect", (client) => client.on("error", noteTrouble));
  return opened;
}

/** A pool of connections as the app role. Sessions speak UTC: the Prisma adapter drops offsets of timestamps. */
export function createPool(connectionString: string, max: number): pg.Pool {
  return openPool({ connectionString, max, types });
}

/** The job queue's own: it writes ids of jobs as JSON, which has no bigint, so that it reads them as texts. */
export function createQueuePool(connectionString: string, max: number): pg.Pool {
  return openPool({ connectionString, max, application_name: "remit-queue" });
}

interface Shared {
  pool?: pg.Pool;
  /** What is still to be written before the pool closes. */
  readonly writers: Set<() => Promise<void>>;
}

const shared = ((globalThis as { remitPool?: Shared }).remitPool ??= { writers: new Set() });

/** The process's one pool, which Prisma and our own SQL share. */
export function pool(): pg.Pool {
  shared.pool ??= createPool(env().DATABASE_URL, env().DATABASE_POOL_SIZE);
  return shared.pool;
}

/** Has the closing of the pool wait for what is written beside the way of those who asked for it. */
export function beforePoolCloses(write: () => Promise<void>): void {
  shared.writers.add(write);
}

/** Closes the pool when the process ends. */
export async function closePool(): Promise<void> {
  await Promise.all([...shared.writers].map((write) => write()));
  const open = shared.pool;
  delete shared.pool;
  await open?.end();
}
