import type pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { closePool, createPool } from "@/lib/db/pool";
import { testDatabase } from "../support/test-database";

/** The configuration that reading needs; nothing in it reaches anything outside. */
const ENVIRONMENT = {
  DEPLOY_ENV: "test",
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "a-secret-for-tests-of-thirty-two-characters",
  STRIPE_SECRET_KEY: "sk_test_none",
  STRIPE_PUBLISHABLE_KEY: "pk_test_none",
  STRIPE_WEBHOOK_SECRET: "whsec_none",
} as const;

/**
 * A database of the test file's own that the application's pool speaks to as the app role, and a pool of the owner's,
 * for rows that the application may not write.
 */
export function appDatabase(): {
  readonly owner: pg.Pool;
  readonly appUrl: string;
  readonly ownerUrl: string;
} {
  const database = testDatabase();
  let owner: pg.Pool | undefined;
  beforeAll(() => {
    Object.assign(process.env, ENVIRONMENT, { DATABASE_URL: database.appUrl });
    owner = createPool(database.ownerUrl, 2);
  });
  afterAll(async () => {
    await closePool();
    await owner?.end();
  });
  return {
    get owner() {
      if (!owner) throw new Error("The database is there once tests run.");
      return owner;
    },
    get appUrl() {
      return database.appUrl;
    },
    get ownerUrl() {
      return database.ownerUrl;
    },
  };
}
