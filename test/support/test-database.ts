import { randomUUID } from "node:crypto";
import { Client, DatabaseError } from "pg";
import { afterAll, beforeAll, expect, inject } from "vitest";
import { createDatabase } from "../../scripts/postgres/create-database";
import { TEMPLATE } from "./postgres.global";

export type TestDatabase = {
  /** The migration owner's connection: may look at and change everything. */
  ownerUrl: string;
  /** The application's connection, with its rights and no more. */
  appUrl: string;
};

/**
 * Gives the calling test file (or `describe`) a database of its own, cloned from the migrated template, and
 * drops it at the end. Call it at the top level; the addresses can be read once tests run. A connection that
 * is still open at the end fails the file and is named by its last statement.
 *
 *     const database = testDatabase();
 *     beforeAll(() => { pool = new Pool({ connectionString: database.appUrl }) });
 */
export function testDatabase(): TestDatabase {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

  beforeAll(async () => {
    await cloneTemplate(name);
  });
  afterAll(async () => {
    const leaked = await asSuperuser(async (client) => {
      const open = await openConnections(client, name);
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      return open;
    });
    expect(leaked, "connections that the test file did not close").toEqual([]);
  });

  return {
    get ownerUrl() {
      return at(inject("postgres").ownerUrl);
    },
    get appUrl() {
      return at(inject("postgres").appUrl);
    },
  };
}

const OBJECT_IN_USE = "55006";

/** On a slow machine whoever looked at the template a moment ago may not be gone yet, and the server waits for no more than five seconds. */
async function cloneTemplate(name: string): Promise<void> {
  const deadline = Date.now() + 45_000;
  for (;;) {
    try {
      return await asSuperuser((client) => createDatabase(client, name, TEMPLATE));
    } catch (error) {
      const isHeld = error instanceof DatabaseError && error.code === OBJECT_IN_USE;
      if (!isHeld || Date.now() > deadline) throw error;
    }
  }
}

/** A pool that was just ended takes a moment to be gone from the server's view. */
async function openConnections(client: Client, name: string): Promise<string[]> {
  const deadline = Date.now() + 2_000;
  for (;;) {
    const { rows } = await client.query<{ usename: string; query: string }>(
      "SELECT usename, query FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
      [name],
    );
    if (rows.length === 0 || Date.now() > deadline) return rows.map((row) => `${row.usename}: ${row.query}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
  // Not to the template: PostgreSQL clones no database that somebody else is connected to.
  const address = Object.assign(new URL(inject("postgres").superuserUrl), { pathname: "/postgres" });
  const client = new Client({ connectionString: address.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
