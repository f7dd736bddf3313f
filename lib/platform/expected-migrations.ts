import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** Names of the migrations that came with this code, oldest first; empty where the sources are not beside the build. */
export function expectedMigrations(): string[] {
  const folder = path.join(/* turbopackIgnore: true */ process.cwd(), "prisma", "migrations");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}
