import { fileURLToPath } from "node:url";
import { applyMigrations } from "./apply-migrations";
import { installJobQueue } from "./install-job-queue";

const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/**
 * Brings the database to the schema of this version: our migrations, then the job queue's. Safe to run from
 * several places at once and again at any time. Returns the names of the migrations applied now.
 */
export async function migrate(ownerUrl: string, folder: string = MIGRATIONS): Promise<string[]> {
  const applied = await applyMigrations(ownerUrl, folder);
  await installJobQueue(ownerUrl);
  return applied;
}
