import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client, DatabaseError } from "pg";

type Migration = { name: string; sql: string; checksum: string };

/** Prisma's own migrate takes the same lock, so the two never run at once. */
const LOCK_KEY = 72_707_369;

/** First line of a migration that cannot run in a transaction (CREATE INDEX CONCURRENTLY); it holds one statement. */
const NO_TRANSACTION = "-- remit:no-transaction";

const BOOKKEEPING = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

export interface LockPatience {
  /** Whoever comes after a migration that waits for a table waits behind it: no longer than this. */
  readonly lockTimeoutMs: number;
  /** How often it steps aside and waits for its turn again. */
  readonly triesMax: number;
  readonly pauseMs: number;
}

const PATIENCE: LockPatience = { lockTimeoutMs: 2_000, triesMax: 15, pauseMs: 2_000 };

const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Applies `<folder>/<name>/migration.sql` in the order of their names and returns the names applied now.
 * The bookkeeping is that of `prisma migrate deploy`, which may take over or be taken over at any time; no
 * engine is needed. Each migration is one transaction; a failing one leaves nothing behind and is named.
 */
export async function applyMigrations(
  ownerUrl: string,
  folder: string,
  patience: LockPatience = PATIENCE,
): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK_KEY]);
    // Rather step aside and try again than queue behind a long reader and block everyone after.
    await client.query(`SET lock_timeout = ${patience.lockTimeoutMs}`);
    await client.query("SET client_min_messages = warning");
    await client.query(BOOKKEEPING);
    const done = await finishedMigrations(client);
    const applied: string[] = [];
    for (const migration of readMigrations(folder)) {
      const checksum = done.get(migration.name);
      if (checksum === undefined) {
        await applyWithPatience(client, migration, patience);
        applied.push(migration.name);
      } else if (checksum !== migration.checksum) {
        throw new Error(
          `Migration ${migration.name} was changed after it had been applied to this database. ` +
            `Restore the file and write a new migration (or, for data you can lose, npm run db:reset).`,
        );
      }
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** All migrations in the folder, sorted by name. */
function readMigrations(folder: string): Migration[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .toSorted()
    .map((name) => ({ name, file: path.join(folder, name, "migration.sql") }))
    .filter(({ file }) => fs.existsSync(file))
    .map(({ name, file }) => {
      const sql = fs.readFileSync(file, "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function finishedMigrations(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; isFinished: boolean }>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS "isFinished"
     FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  const unfinished = rows.find((row) => !row.isFinished);
  if (unfinished) {
    throw new Error(
      `Migration ${unfinished.migration_name} was begun earlier and did not finish. ` +
        `Look at what it left, then mark it with prisma migrate resolve.`,
    );
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

const isAtomicOf = (migration: Migration): boolean => !migration.sql.startsWith(NO_TRANSACTION);

/** Steps aside for whoever holds a table, and tries again: what was begun in a transaction left nothing behind. */
async function applyWithPatience(
  client: Client,
  migration: Migration,
  { triesMax, pauseMs }: LockPatience,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await apply(client, migration);
    } catch (error) {
      const cause: unknown = error instanceof Error ? error.cause : null;
      const isHeld = cause instanceof DatabaseError && cause.code === LOCK_NOT_AVAILABLE;
      if (!isHeld || !isAtomicOf(migration) || attempt === triesMax) throw error;
      await pause(pauseMs);
    }
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  const isAtomic = isAtomicOf(migration);
  const id = randomUUID();
  try {
    if (isAtomic) await client.query("BEGIN");
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)`,
      [id, migration.checksum, migration.name],
    );
    await client.query(migration.sql);
    await client.query(
      `UPDATE "_prisma_migrations" SET finished_at = now(), applied_steps_count = 1 WHERE id = $1`,
      [id],
    );
    if (isAtomic) await client.query("COMMIT");
  } catch (cause) {
    if (isAtomic) await client.query("ROLLBACK");
    throw new Error(`Migration ${migration.name} failed: ${explain(cause, migration.sql)}`, { cause });
  }
}

/** PostgreSQL counts characters of the whole file; a reader needs the line. */
function explain(cause: unknown, sql: string): string {
  if (!(cause instanceof DatabaseError)) return String(cause);
  const line = cause.position ? `, line ${sql.slice(0, Number(cause.position)).split("\n").length}` : "";
  const detail = [cause.detail, cause.hint, cause.where].filter(Boolean).join(" ");
  return `${cause.message} (${cause.code}${line})${detail ? `. ${detail}` : ""}`;
}
