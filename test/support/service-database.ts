import { afterAll, beforeAll } from "vitest";
import { closePool } from "@/lib/db/pool";
import { setDatabaseEnvironment } from "./database-environment";
import { type TestDatabase, testDatabase } from "./test-database";

/**
 * A database of its own for a test file, with the environment that services, queries and handlers read pointing at it.
 * Call it at the top level, before hooks that use the database; what the changes need must be there by then.
 */
export function serviceDatabase(changes: () => Readonly<Record<string, string>> = () => ({})): TestDatabase {
  const database = testDatabase();
  beforeAll(() => {
    setDatabaseEnvironment(database.appUrl, changes());
  });
  afterAll(closePool);
  return database;
}
