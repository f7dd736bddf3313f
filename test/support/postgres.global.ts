import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "../../scripts/database/migrate";
import { freePort } from "../../scripts/supervise/free-port";
import { temporaryPlace } from "../../scripts/postgres/postgres-place";
import { randomPasswords, startPostgres } from "../../scripts/postgres/start-postgres";

export const TEMPLATE = "remit_template";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: { superuserUrl: string; ownerUrl: string; appUrl: string };
  }
}

/**
 * One PostgreSQL per run, thrown away with it, and in it one migrated database that `testDatabase` clones.
 * REMIT_TEST_POSTGRES_LOG keeps the server's log at that path.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = temporaryPlace();
  const postgres = await startPostgres({
    ...place,
    port: await freePort(),
    database: TEMPLATE,
    passwords: randomPasswords(),
    isDurable: false,
    removedWhenOrphaned: [place.folder],
    logFile: process.env["REMIT_TEST_POSTGRES_LOG"] ?? path.join(place.folder, "postgres.log"),
  });
  const stop = async () => {
    await postgres.stop();
    place.remove();
  };
  try {
    await migrate(postgres.ownerUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  const { superuserUrl, ownerUrl, appUrl } = postgres;
  project.provide("postgres", { superuserUrl, ownerUrl, appUrl });
  return stop;
}
