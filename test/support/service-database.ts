import { afterAll, beforeAll } from "vitest";
import { closePool } from "@/lib/db/pool";
import { type TestDatabase, testDatabase } from "./test-database";

/**
 * A database of its own for a test file, with the environment that services, queries and handlers read pointing at it.
 * Call it at the top level, before hooks that use the database; what the changes need must be there by then.
 */
export function serviceDatabase(changes: () => Readonly<Record<string, string>> = () => ({})): TestDatabase {
  const database = testDatabase();
  beforeAll(() => {
    Object.assign(process.env, {
      DEPLOY_ENV: "test",
      DATABASE_URL: database.appUrl,
      APP_URL: "http://localhost:3000",
      NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
      STRIPE_SECRET_KEY: "sk_test_sandbox",
      STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
      STRIPE_WEBHOOK_SECRET: "whsec_sandbox",
      MAIL_TRANSPORT: "mailbox",
      LOG_LEVEL: "silent",
      ...changes(),
    });
  });
  afterAll(closePool);
  return database;
}
